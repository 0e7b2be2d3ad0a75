// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.archive;

import static java.util.Objects.requireNonNull;

/**
 * Bounds of a zip.
 *
 * @param entries it may have
 * @param packed bytes it may have
 * @param unpacked bytes that may come out of it
 * @param folders whether it may name folders
 */
record ZipLimits(int entries, long packed, long unpacked, Folders folders) {
  /** Text shrinks to a twentieth, programs to a third. */
  static final int MOST_RATIO = 200;

  /** Small zips may be odd. */
  static final long RATIO_COUNTS_FROM = 16L << 20;

  ZipLimits {
    requireNonNull(folders, "folders");
  }

  /** Whether entries may be folders. */
  enum Folders {
    NO,
    YES
  }
}
