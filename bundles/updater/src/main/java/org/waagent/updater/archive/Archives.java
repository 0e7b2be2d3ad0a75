// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.archive;

import java.util.regex.Pattern;

/** What an archive may hold. */
final class Archives {
  static final String FEATURE = "feature.json";
  static final String DIGESTS = "digests";
  static final String SIGNATURE = "digests.p7s";
  static final String SBOM = "sbom.json";

  /** Bounds of the whole. */
  static final ZipLimits LIMITS = new ZipLimits(2000, 256L << 20, 512L << 20, ZipLimits.Folders.NO);

  /** Bytes of one of its documents. */
  static final int LARGEST_DOCUMENT = 4 << 20;

  private static final Pattern BUNDLE =
      Pattern.compile("bundles/[A-Za-z0-9_][A-Za-z0-9_.+-]{0,150}\\.jar");

  private Archives() {}

  /** Whether an entry is one of the documents. */
  static boolean isDocument(String entry) {
    return entry.equals(FEATURE)
        || entry.equals(DIGESTS)
        || entry.equals(SIGNATURE)
        || entry.equals(SBOM);
  }

  /** Whether an entry is a bundle, with a name that is safe anywhere. */
  static boolean isBundle(String entry) {
    return BUNDLE.matcher(entry).matches();
  }
}
