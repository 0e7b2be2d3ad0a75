// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import org.waagent.os.Mode;

/** Adding to the end of a file that others may add to or rename meanwhile. */
final class Appending {
  private static final int TRIES = 10;

  private Appending() {}

  static long to(Path file, byte[] content, Mode mode) throws IOException {
    try (FileChannel channel = open(file, mode)) {
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      return channel.size();
    }
  }

  /** Tries again where the file comes or goes between two looks, as it does in a rotation. */
  private static FileChannel open(Path file, Mode mode) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return FileChannel.open(file, APPEND);
      } catch (NoSuchFileException missing) {
        try {
          make(file, mode);
        } catch (FileAlreadyExistsException late) {
          if (attempt == TRIES) {
            throw late;
          }
        }
      }
    }
  }

  private static void make(Path file, Mode mode) throws IOException {
    FileChannel.open(file, Set.of(WRITE, CREATE_NEW), Permissions.attribute(mode)).close();
    Permissions.set(file, mode);
  }
}
