// SPDX-License-Identifier: Apache-2.0
/** The share of a processor that the agent itself may use. */
package org.waagent.core.resource;
