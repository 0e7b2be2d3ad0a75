// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Where the machine's file tree really is. Walks symbolic links by itself, so that a link to {@code
 * /etc} leads to the {@code etc} below the root, and {@code ..} never leads above it.
 */
final class Root {
  /** What Linux allows, see {@code path_resolution(7)}. */
  private static final int MOST_LINKS = 40;

  private final Path top;

  Root(Path top) {
    this.top = top.toAbsolutePath().normalize();
  }

  private boolean isMachine() {
    return top.getNameCount() == 0;
  }

  /** What a path leads to. */
  Path follow(Path path) throws IOException {
    // Here the kernel follows links: it is faster, and nothing can change in between.
    return isMachine() ? absolute(path) : walk(path, true);
  }

  /** The same, but a link at the very end is taken as it is. */
  Path entry(Path path) throws IOException {
    return isMachine() ? absolute(path) : walk(path, false);
  }

  /** What a path leads to, without any link left in it if its last name is one. */
  Path destination(Path path) throws IOException {
    if (isMachine() && !Files.isSymbolicLink(absolute(path))) {
      return path;
    }
    return walk(path, true);
  }

  private static Path absolute(Path path) {
    if (!path.isAbsolute()) {
      throw new IllegalArgumentException("not an absolute path: " + path);
    }
    return path;
  }

  private Path walk(Path path, boolean lastToo) throws IOException {
    Deque<Path> names = new ArrayDeque<>();
    push(names, absolute(path));
    Path at = top;
    int links = 0;
    while (!names.isEmpty()) {
      Path next = step(at, names.pop());
      boolean taken = names.isEmpty() && !lastToo;
      if (taken || next.equals(at) || !Files.isSymbolicLink(next)) {
        at = next;
        continue;
      }
      if (++links > MOST_LINKS) {
        throw new FileSystemLoopException(path.toString());
      }
      Path target = Files.readSymbolicLink(next);
      at = target.isAbsolute() ? top : at;
      push(names, target);
    }
    return at;
  }

  private Path step(Path at, Path name) {
    return switch (name.toString()) {
      case "", "." -> at;
      case ".." -> at.equals(top) ? top : at.getParent();
      default -> at.resolve(name);
    };
  }

  private static void push(Deque<Path> names, Path path) {
    for (int i = path.getNameCount() - 1; i >= 0; i--) {
      names.push(path.getName(i));
    }
  }
}
