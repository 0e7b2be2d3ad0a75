// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.partner;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.waagent.os.Files;

/** Where a path really leads, link by link, as the machine's files say now. */
final class RealPath {
  /** What Linux allows, see {@code path_resolution(7)}. */
  private static final int MOST_LINKS = 40;

  private static final Path TOP = Path.of("/");

  private final Files files;

  RealPath(Files files) {
    this.files = files;
  }

  /** What a path leads to, without any link in it. */
  Path target(Path path) throws IOException {
    return walk(path, true);
  }

  /** The same, but a link at the very end is taken as it is. */
  Path entry(Path path) throws IOException {
    return walk(path, false);
  }

  private Path walk(Path path, boolean lastToo) throws IOException {
    Deque<Path> names = new ArrayDeque<>();
    push(names, path);
    Path at = TOP;
    int links = 0;
    while (!names.isEmpty()) {
      Path next = step(at, names.pop());
      boolean taken = next.equals(at) || names.isEmpty() && !lastToo;
      Optional<Path> target = taken ? Optional.empty() : files.target(next);
      if (target.isEmpty()) {
        at = next;
        continue;
      }
      if (++links > MOST_LINKS) {
        throw new FileSystemLoopException(path.toString());
      }
      at = target.get().isAbsolute() ? TOP : at;
      push(names, target.get());
    }
    return at;
  }

  private static Path step(Path at, Path name) {
    return switch (name.toString()) {
      case "", "." -> at;
      case ".." -> at.getParent() == null ? at : at.getParent();
      default -> at.resolve(name);
    };
  }

  private static void push(Deque<Path> names, Path path) {
    for (int i = path.getNameCount() - 1; i >= 0; i--) {
      names.push(path.getName(i));
    }
  }
}
