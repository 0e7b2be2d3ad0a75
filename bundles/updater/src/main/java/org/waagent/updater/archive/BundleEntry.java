// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.archive;

import static java.util.Objects.requireNonNull;

import org.osgi.framework.Version;

/**
 * A bundle of a feature.
 *
 * @param symbolicName as its manifest has it
 * @param version as its manifest has it
 * @param file its name below {@code bundles/} of the archive
 * @param sha256 of its content, lower-case hexadecimal
 * @param startLevel bundles of a lower one start first; in one level they start as they are listed
 */
public record BundleEntry(
    String symbolicName, Version version, String file, String sha256, int startLevel) {
  /** Where bundles are in an archive. */
  static final String FOLDER = "bundles/";

  public BundleEntry {
    requireNonNull(symbolicName, "symbolicName");
    requireNonNull(version, "version");
    requireNonNull(file, "file");
    requireNonNull(sha256, "sha256");
  }

  /** Its entry in the archive. */
  String entry() {
    return FOLDER + file;
  }
}
