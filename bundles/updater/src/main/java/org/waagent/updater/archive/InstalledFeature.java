// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.archive;

import java.io.IOException;
import java.nio.file.Path;
import org.waagent.os.Files;

/** What is kept of features that were installed, so that they can be told and held to it. */
public final class InstalledFeature {
  private InstalledFeature() {}

  /** Reads the description of a feature. */
  @FunctionalInterface
  public interface Reader {
    /**
     * @param fullName name and version, as {@link Feature#fullName}
     * @throws IOException if it is missing or can't be understood
     */
    Feature read(String fullName) throws IOException;
  }

  /**
   * Features as they were installed. They were verified then.
   *
   * @param archives folder with a folder for each
   */
  public static Reader in(Files files, Path archives) {
    return fullName -> {
      Path folder = archives.resolve(fullName);
      byte[] digests = document(files, folder, Archives.DIGESTS);
      return new FeatureJson(Digests.parse(digests).byEntry())
          .read(document(files, folder, Archives.FEATURE));
    };
  }

  private static byte[] document(Files files, Path folder, String name) throws IOException {
    return files.read(folder.resolve(name), Archives.largest(name));
  }
}
