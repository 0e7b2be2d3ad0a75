// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.status;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.waagent.plugin.ExtensionStatus.Substatus;

/**
 * The substatuses of a status file. Of a file that is too large those at its end are cut away in
 * any case, so they are not even collected.
 */
final class Parts {
  private final List<Substatus> kept = new ArrayList<>();
  private long length;

  void add(Substatus part) {
    if (length <= StatusLimits.LARGEST_FILE && kept.size() < StatusLimits.MOST_WHOLE_PARTS) {
      kept.add(part);
    }
    length += length(part.name()) + length(part.message());
  }

  /** As it counts once it is cut. */
  private static int length(Optional<String> text) {
    return text.map(t -> Math.min(t.length(), StatusLimits.LONGEST_PART)).orElse(0);
  }

  List<Substatus> kept() {
    return kept;
  }
}
