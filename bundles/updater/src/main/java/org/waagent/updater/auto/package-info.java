// SPDX-License-Identifier: Apache-2.0
/** When the agent updates itself, to what, and what Azure hears of it. */
package org.waagent.updater.auto;
