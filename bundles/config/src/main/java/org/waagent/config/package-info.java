// SPDX-License-Identifier: Apache-2.0
/**
 * From {@code waagent.conf} to ConfigAdmin: keys, types, odd lines, and changes while the agent
 * runs.
 */
package org.waagent.config;
