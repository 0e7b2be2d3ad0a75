// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

/** Clears the way where something stands that can't be a pid file. */
final class PidFilePlace {
  private static final int FORMAT_BITS = 0170000;
  private static final int CHARACTER_DEVICE = 0020000;
  private static final int BLOCK_DEVICE = 0060000;

  private final Path path;
  private final Consumer<String> tell;

  PidFilePlace(Path path, Consumer<String> tell) {
    this.path = path;
    this.tell = tell;
  }

  void clear() throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!Files.exists(path)) {
      Files.deleteIfExists(path);
      tell.accept(path + " was a link that leads nowhere; it is removed");
    } else if (!Files.isRegularFile(path)) {
      requireNoDevice(path);
      putAside();
    } else if (!Files.isReadable(path) || !Files.isWritable(path)) {
      open();
    }
  }

  /** {@code /dev/null} is a plausible wish; without it the whole machine would be broken. */
  static void requireNoDevice(Path path) throws IOException {
    Object mode = Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
    int kind = (Integer) mode & FORMAT_BITS;
    if (kind == CHARACTER_DEVICE || kind == BLOCK_DEVICE) {
      throw new IOException(path + " is a device, where Pid.File must name a file");
    }
  }

  private void putAside() throws IOException {
    try {
      if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        Files.delete(path);
        tell.accept(path + " was an empty folder; it is removed");
        return;
      }
    } catch (DirectoryNotEmptyException e) {
      // Somebody may want what is in it.
    }
    for (int number = 1; number < 100; number++) {
      Path aside = path.resolveSibling(path.getFileName() + ".aside." + number);
      if (!Files.exists(aside, LinkOption.NOFOLLOW_LINKS)) {
        Files.move(path, aside);
        tell.accept(path + " was no file; it is now " + aside);
        return;
      }
    }
    throw new FileAlreadyExistsException(
        path + " is no file, and there is no name to put it aside");
  }

  /** An agent that lives holds the same file, so it must not be replaced, only opened. */
  private void open() throws IOException {
    Set<PosixFilePermission> bits = EnumSet.noneOf(PosixFilePermission.class);
    bits.addAll(Files.getPosixFilePermissions(path));
    bits.add(PosixFilePermission.OWNER_READ);
    bits.add(PosixFilePermission.OWNER_WRITE);
    Files.setPosixFilePermissions(path, bits);
    tell.accept(path + " could not be read and written by its owner; now it can");
  }
}
