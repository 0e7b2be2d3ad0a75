// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.store;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Where things are. Ids and digests are checked before they become part of a path.
 *
 * @param root {@code Lib.Dir/features}
 * @param home folder of the installation
 */
public record Places(Path root, Path home) {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{16}");
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  Path bundles() {
    return root.resolve("store");
  }

  /** Where a bundle of that content is kept. */
  Path bundle(String sha256) {
    if (!DIGEST.matcher(sha256).matches()) {
      throw new IllegalArgumentException("not a digest: " + sha256);
    }
    return bundles().resolve(sha256 + ".jar");
  }

  Path sets() {
    return root.resolve("sets");
  }

  Path set(String id) {
    if (!isId(id)) {
      throw new IllegalArgumentException("not the id of a set: " + id);
    }
    return sets().resolve(id);
  }

  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /** Where descriptions of what was installed are kept. */
  public Path archives() {
    return root.resolve("archives");
  }

  /** Where archives are put that a command fetches. */
  public Path incoming() {
    return root.resolve("incoming");
  }

  Path pointer(String name) {
    return root.resolve(name);
  }

  Path journal() {
    return root.resolve("journal.json");
  }

  Path history() {
    return root.resolve("history.json");
  }

  Path installedBundles() {
    return home.resolve("bundles");
  }

  Path installedLib() {
    return home.resolve("lib");
  }

  /** The file of a launcher or a framework. */
  public Path file(SetJar jar) {
    return installedLib().resolve(jar.file());
  }

  Path installedFeatures() {
    return home.resolve("features");
  }

  /** The file of a bundle. */
  public Path file(SetBundle bundle) {
    return installedBundles().resolve(bundle.file());
  }
}
