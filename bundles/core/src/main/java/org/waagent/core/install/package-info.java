// SPDX-License-Identifier: Apache-2.0
/**
 * Puts the agent on a machine without a package, and takes it away: {@code waagent install} and its
 * relatives.
 */
package org.waagent.core.install;
