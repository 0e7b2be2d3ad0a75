// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;
import org.osgi.framework.Constants;

/** Looks whether the launcher can be entered, and the framework is the one the feature names. */
final class ClassPathScan {
  /** Where an installed launcher hands over to another. */
  private static final String ENTRANCE = "org/waagent/launcher/Entrance.class";

  private static final int LARGEST_MANIFEST = 1 << 20;

  private final Feature feature;

  ClassPathScan(Feature feature) {
    this.feature = feature;
  }

  /**
   * @throws BadArchive if it can't be used
   */
  void scan(ClassPathEntry jar, InputStream content) throws IOException {
    boolean isLauncher = jar.name().equals(ClassPathEntry.LAUNCHER);
    String wanted = isLauncher ? ENTRANCE : Headers.MANIFEST;
    try (ZipStream zip = new ZipStream(content, BundleScan.LIMITS)) {
      String file = zip.next();
      while (file != null && !file.equals(wanted)) {
        file = zip.next();
      }
      if (file == null) {
        throw bad(jar, "has no " + wanted);
      }
      if (!isLauncher) {
        requireVersion(jar, Headers.parse(zip.content().readNBytes(LARGEST_MANIFEST)));
      }
    } catch (ZipException | EOFException e) {
      throw bad(jar, "is no jar: " + e.getMessage());
    }
  }

  private void requireVersion(ClassPathEntry jar, Headers headers) throws BadArchive {
    String found = headers.get(Constants.BUNDLE_VERSION).strip();
    if (!found.equals(feature.frameworkVersion())) {
      throw bad(jar, "is " + found + ", and the feature names " + feature.framework());
    }
  }

  private static BadArchive bad(ClassPathEntry jar, String why) {
    return new BadArchive(Check.BUNDLES, jar.entry() + " " + why);
  }
}
