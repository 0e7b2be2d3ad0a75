// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Symbolic links, on real paths. */
final class Links {
  private Links() {}

  /**
   * Makes a link, in one step where another link has to give way.
   *
   * @throws FileAlreadyExistsException if something that is no link is in its place
   */
  static void put(Path link, Path target) throws IOException {
    if (!Files.isSymbolicLink(link)) {
      Files.createSymbolicLink(link, target);
      return;
    }
    Path part = link.resolveSibling(Replacement.partName());
    Files.createSymbolicLink(part, target);
    Files.move(part, link, StandardCopyOption.ATOMIC_MOVE);
  }
}
