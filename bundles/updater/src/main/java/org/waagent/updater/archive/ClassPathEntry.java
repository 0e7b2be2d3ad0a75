// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.archive;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A jar of the class path that an agent's feature brings: its launcher or its framework.
 *
 * @param name {@code launcher.jar} or {@code felix.jar}
 * @param sha256 of its content, lower-case hexadecimal
 */
public record ClassPathEntry(String name, String sha256) {
  static final String LAUNCHER = "launcher.jar";
  static final String FRAMEWORK = "felix.jar";

  /** In the order of the class path. An archive has both or none: they are tried together. */
  static final List<String> NAMES = List.of(LAUNCHER, FRAMEWORK);

  /** Where they are in an archive. */
  static final String FOLDER = "lib/";

  public ClassPathEntry {
    requireNonNull(name, "name");
    requireNonNull(sha256, "sha256");
  }

  /** Its entry in the archive. */
  String entry() {
    return FOLDER + name;
  }
}
