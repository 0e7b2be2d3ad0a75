// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.store;

import static java.util.Objects.requireNonNull;

/**
 * A jar of the class path that a set brings: its launcher or its framework.
 *
 * @param name {@code launcher.jar} or {@code felix.jar}
 * @param sha256 of its content, lower-case hexadecimal
 * @param size in bytes
 * @param file absolute path, or a name below {@code lib/} of the installation
 */
public record SetJar(String name, String sha256, long size, String file) {
  public SetJar {
    requireNonNull(name, "name");
    requireNonNull(sha256, "sha256");
    requireNonNull(file, "file");
  }
}
