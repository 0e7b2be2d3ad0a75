// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.install;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * A file the installation puts on the machine.
 *
 * @param target where
 * @param source the file in the folder of the installation
 */
record Piece(Path target, Path source) {
  Piece {
    requireNonNull(target, "target");
    requireNonNull(source, "source");
  }
}
