// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.handler;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.waagent.os.FileFacts;
import org.waagent.os.Files;
import org.waagent.os.Mode;

/**
 * Where a version of a handler is put: in {@code Lib.Dir}, or elsewhere with a link in {@code
 * Lib.Dir} that bears its name, so that every path handlers know stays valid.
 *
 * @param files where it is
 * @param workplace folder for what is not whole yet, on the same file system
 * @param home folder the handlers really lie in; empty for {@code Lib.Dir}
 */
record ProgramPlace(Files files, Path workplace, Optional<Path> home) {
  ProgramPlace {
    requireNonNull(files, "files");
    requireNonNull(workplace, "workplace");
    requireNonNull(home, "home");
  }

  /** Puts a folder that is whole in the place of a version, in one step. */
  void take(Path whole, HandlerFolder folder) throws IOException {
    keepStatus(folder, whole);
    delete(files, folder.path());
    if (home.isEmpty()) {
      files.move(whole, folder.path());
      return;
    }
    Path real = home.get().resolve(folder.path().getFileName());
    files.deleteTree(real);
    files.move(whole, real);
    files.link(folder.path(), real);
  }

  /** What was reported of settings that failed before the package came must not be forgotten. */
  private void keepStatus(HandlerFolder folder, Path whole) throws IOException {
    Path target = whole.resolve(folder.status().getFileName());
    if (!files.exists(folder.status()) || files.exists(target)) {
      return;
    }
    files.makeFolder(target, Mode.OWNER_FOLDER);
    for (String name : files.list(folder.status())) {
      Path file = folder.status().resolve(name);
      if (files.look(file).map(f -> f.kind() == FileFacts.Kind.FILE).orElse(false)) {
        files.copy(file, target.resolve(name));
      }
    }
  }

  /**
   * Removes a handler's folder, also where it is a link to one. What a link of another name leads
   * to is somebody else's.
   */
  static void delete(Files files, Path path) throws IOException {
    Optional<Path> target = files.target(path).map(path::resolveSibling);
    if (target.isPresent() && path.getFileName().equals(target.get().getFileName())) {
      files.deleteTree(target.get());
    }
    files.deleteTree(path);
  }
}
