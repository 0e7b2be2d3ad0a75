// SPDX-License-Identifier: Apache-2.0
/**
 * The bundle that takes the place of the machine's clock inside the agent, and lets time pass when
 * the test says so.
 */
package org.waagent.simulation.clock;
