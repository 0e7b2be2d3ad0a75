// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.Supplier;
import java.util.jar.Attributes;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;
import org.osgi.framework.Constants;
import org.waagent.os.Files;
import org.waagent.updater.store.SetBundle.Sharing;

/** Reads of a jar what a set needs to know of it. */
final class Manifests {
  private final Supplier<Files> files;

  Manifests(Supplier<Files> files) {
    this.files = files;
  }

  /**
   * Reads a bundle whole.
   *
   * @param file for the set
   * @param path where it is
   */
  SetBundle read(String file, Path path, int level, String feature) throws IOException {
    Attributes main = manifest(path).getMainAttributes();
    String name = main.getValue(Constants.BUNDLE_SYMBOLICNAME);
    if (name == null) {
      throw new IOException(path + " is not a bundle");
    }
    String version = main.getValue(Constants.BUNDLE_VERSION);
    return new SetBundle(
        name.split(";")[0].strip(),
        version == null ? "0.0.0" : version.strip(),
        digest(path),
        files.get().look(path).orElseThrow().size(),
        level,
        feature,
        sharing(main),
        file);
  }

  /** The version a jar tells. */
  String version(Path path) throws IOException {
    String version = manifest(path).getMainAttributes().getValue(Constants.BUNDLE_VERSION);
    if (version == null) {
      throw new IOException(path + " tells no version");
    }
    return version.strip();
  }

  private Manifest manifest(Path path) throws IOException {
    try (JarInputStream jar = new JarInputStream(files.get().open(path), false)) {
      Manifest manifest = jar.getManifest();
      return manifest == null ? new Manifest() : manifest;
    }
  }

  private static Sharing sharing(Attributes main) {
    boolean alone =
        main.getValue(Constants.EXPORT_PACKAGE) == null
            && main.getValue(Constants.FRAGMENT_HOST) == null;
    return alone ? Sharing.ALONE : Sharing.SHARED;
  }

  String digest(Path path) throws IOException {
    MessageDigest digest = FeatureSet.Digests.sha256();
    try (InputStream in = new DigestInputStream(files.get().open(path), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
