// SPDX-License-Identifier: Apache-2.0
/** One runner for each plugin: when it plans, how its changes are applied, what came of them. */
package org.waagent.core.plugins;
