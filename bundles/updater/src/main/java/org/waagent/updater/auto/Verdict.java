// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.auto;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A decision with what is to be remembered of it.
 *
 * @param decision what is to be done
 * @param chooser who says from now on which version runs
 * @param planned the update that waits for its time from now on
 * @param asked whether the release manager asked, or is followed
 */
record Verdict(
    Decision decision, Chooser chooser, Optional<Memory.Planned> planned, boolean asked) {
  Verdict {
    requireNonNull(decision, "decision");
    requireNonNull(chooser, "chooser");
    requireNonNull(planned, "planned");
  }
}
