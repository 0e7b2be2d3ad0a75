// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

/**
 * The set of bundles that is started.
 *
 * @param feature its list
 * @param set its id, or {@code installed}
 * @param how {@code committed}, {@code previous} or {@code staged}
 * @param trouble what was wrong with sets that were passed over; empty text if nothing was
 */
record Choice(Feature feature, String set, String how, String trouble) {}
