// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.auto;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.waagent.goalstate.FlexibleVersion;

/**
 * The versions there are, by family.
 *
 * @param families each with its versions, in document order
 */
record Feed(Map<String, List<Release>> families) {
  Feed {
    families = Map.copyOf(families);
  }

  /** The versions of a family; empty if the feed does not have it. */
  Optional<List<Release>> family(String name) {
    return Optional.ofNullable(families.get(name));
  }

  /** Exactly this version of a feature in a family. */
  Optional<Release> find(String family, String feature, FlexibleVersion version) {
    return family(family).orElse(List.of()).stream()
        .filter(release -> release.feature().equals(feature))
        .filter(release -> release.version().equals(version))
        .findFirst();
  }
}
