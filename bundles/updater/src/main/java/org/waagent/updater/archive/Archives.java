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

  private static final int LARGEST_SBOM = 4 << 20;

  /** Parsed whole, in an agent that has little memory. */
  private static final int LARGEST_DOCUMENT = 1 << 19;

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

  /** How many bytes a document may have. */
  static int largest(String document) {
    return document.equals(SBOM) ? LARGEST_SBOM : LARGEST_DOCUMENT;
  }

  /** Whether an entry is the launcher or the framework. */
  static boolean isClassPath(String entry) {
    return entry.startsWith(ClassPathEntry.FOLDER)
        && ClassPathEntry.NAMES.contains(entry.substring(ClassPathEntry.FOLDER.length()));
  }

  /** Whether an entry is a bundle, with a name that is safe anywhere. */
  static boolean isBundle(String entry) {
    return BUNDLE.matcher(entry).matches();
  }
}
