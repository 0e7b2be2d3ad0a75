// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.auto;

import java.util.ArrayList;
import java.util.List;
import org.waagent.goalstate.FlexibleVersion;

/**
 * A list of versions in {@code waagent.conf}: {@code 3.1} stands for 3.1 and all that begin with
 * it, such as 3.1.4.
 *
 * @param beginnings as listed
 */
record Versions(List<FlexibleVersion> beginnings) {
  Versions {
    beginnings = List.copyOf(beginnings);
  }

  /**
   * Reads versions with commas between; a blank text is none.
   *
   * @throws IllegalArgumentException names the one that is no version
   */
  static Versions of(String text) {
    List<FlexibleVersion> versions = new ArrayList<>();
    if (!text.isBlank()) {
      for (String part : text.split(",", -1)) {
        versions.add(FlexibleVersion.of(part.strip()));
      }
    }
    return new Versions(versions);
  }

  boolean isEmpty() {
    return beginnings.isEmpty();
  }

  boolean include(FlexibleVersion version) {
    return beginnings.stream().anyMatch(one -> one.matches(version));
  }
}
