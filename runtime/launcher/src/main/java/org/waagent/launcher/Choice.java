// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

import java.util.Optional;

/**
 * The set of bundles that is started.
 *
 * @param feature its list
 * @param set its id, or {@code installed}
 * @param how {@code committed}, {@code previous} or {@code staged}
 * @param trouble what was wrong with sets that were passed over; empty text if nothing was
 * @param launcher that it brings, to hand over to
 */
record Choice(
    Feature feature, String set, String how, String trouble, Optional<SetLauncher> launcher) {}
