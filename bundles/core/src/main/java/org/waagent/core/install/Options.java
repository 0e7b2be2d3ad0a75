// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.install;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a plan is dealt with.
 *
 * @param dryRun it is shown and not done
 * @param json it is shown for programs
 */
record Options(boolean dryRun, boolean json) {
  static final String USAGE = "[--dry-run] [--json]";

  /** Empty for words that are none of these. */
  static Optional<Options> of(List<String> words) {
    Set<String> left = new HashSet<>(words);
    // It is asked for by scripts of old; nothing is asked here.
    left.remove("-force");
    Options options = new Options(left.remove("--dry-run"), left.remove("--json"));
    return left.isEmpty() ? Optional.of(options) : Optional.empty();
  }
}
