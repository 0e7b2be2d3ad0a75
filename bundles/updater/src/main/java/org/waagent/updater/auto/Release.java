// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.auto;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.waagent.goalstate.BlobUrl;
import org.waagent.goalstate.FlexibleVersion;

/**
 * One version that a feed lists.
 *
 * @param feature name of the feature it is a version of
 * @param version of the feature
 * @param kind how soon it is to be taken; empty: as its number tells
 * @param sha256 of the archive, hexadecimal
 * @param size of the archive in bytes, where the feed tells
 * @param locations of the archive
 */
record Release(
    String feature,
    FlexibleVersion version,
    Optional<Kind> kind,
    String sha256,
    OptionalLong size,
    List<BlobUrl> locations) {
  private static final int SAME_NUMBERS = 3;

  Release {
    requireNonNull(feature, "feature");
    requireNonNull(version, "version");
    requireNonNull(kind, "kind");
    requireNonNull(sha256, "sha256");
    requireNonNull(size, "size");
    locations = List.copyOf(locations);
  }

  /** How soon a version is taken. */
  enum Kind {
    /** Within a day. */
    REGULAR("Regular"),
    /** Within hours. */
    HOTFIX("Hotfix");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** As the log has it. */
    String word() {
      return word;
    }
  }

  /** How soon it is to be taken by an agent: what changes only the fourth number is a hotfix. */
  Kind kindFor(FlexibleVersion running) {
    return kind.orElse(head(version).equals(head(running)) ? Kind.HOTFIX : Kind.REGULAR);
  }

  private static FlexibleVersion head(FlexibleVersion version) {
    String[] numbers = version.toString().split("[.-]");
    StringBuilder head = new StringBuilder();
    for (int i = 0; i < SAME_NUMBERS; i++) {
      String number = i < numbers.length && FlexibleVersion.isValid(numbers[i]) ? numbers[i] : "0";
      head.append(i == 0 ? "" : ".").append(number);
    }
    return FlexibleVersion.of(head.toString());
  }

  /** Name and version, for example {@code standard-3.1.0}. */
  String name() {
    return feature + "-" + version;
  }
}
