// SPDX-License-Identifier: Apache-2.0
/**
 * Feature archives: what is in one, and whether it may be installed. Nothing here writes anything.
 */
package org.waagent.updater.archive;
