// SPDX-License-Identifier: Apache-2.0
/** The poll for goal states, and what the fabric and the log hear of the agent meanwhile. */
package org.waagent.core.loop;
