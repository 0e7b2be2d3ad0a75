// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.store;

import static java.util.Objects.requireNonNull;

/**
 * A bundle of a set.
 *
 * @param symbolicName as its manifest has it
 * @param version as its manifest has it
 * @param sha256 of its content, lower-case hexadecimal
 * @param size in bytes
 * @param level bundles of a lower one start first
 * @param feature name of the feature that brings it
 * @param sharing whether others are wired to its content
 * @param file absolute path, or a name below {@code bundles/} of the installation
 */
public record SetBundle(
    String symbolicName,
    String version,
    String sha256,
    long size,
    int level,
    String feature,
    Sharing sharing,
    String file) {
  public SetBundle {
    requireNonNull(symbolicName, "symbolicName");
    requireNonNull(version, "version");
    requireNonNull(sha256, "sha256");
    requireNonNull(feature, "feature");
    requireNonNull(sharing, "sharing");
    requireNonNull(file, "file");
  }

  /** Whether the content is the same. */
  public boolean isSameAs(SetBundle other) {
    return symbolicName.equals(other.symbolicName) && sha256.equals(other.sha256);
  }

  /** The same bundle as another feature has it. */
  public SetBundle as(int otherLevel, String otherFeature) {
    return new SetBundle(
        symbolicName, version, sha256, size, otherLevel, otherFeature, sharing, file);
  }

  /** Whether others are wired to a bundle. */
  public enum Sharing {
    /** It keeps its packages to itself, so it can be replaced beside running others. */
    ALONE,
    /** It exports packages or is a fragment: replacing it takes a restart. */
    SHARED
  }
}
