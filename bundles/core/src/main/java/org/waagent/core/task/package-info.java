// SPDX-License-Identifier: Apache-2.0
/** Runs the services of {@link org.waagent.plugin.PeriodicTask}, each on a lane of its own. */
package org.waagent.core.task;
