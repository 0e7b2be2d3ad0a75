// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The file with the process id of the one daemon: digits only. It is locked as long as the daemon
 * lives, so two that start at the same moment never both go on, and a number left by a crash is
 * never mistaken for a daemon.
 */
final class PidFile implements AutoCloseable {
  private final Path path;
  private final FileChannel channel;

  private PidFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Takes the file.
   *
   * @return empty if another agent lives
   * @throws IOException the file can't be written
   */
  static Optional<PidFile> claim(Path path, Processes processes) throws IOException {
    while (true) {
      FileChannel channel = open(path);
      if (channel == null) {
        continue;
      }
      FileLock lock = channel.tryLock();
      if (lock == null || isLivingAgent(read(channel), processes)) {
        channel.close();
        return Optional.empty();
      }
      // Its owner may have removed the file between our opening and our lock.
      if (!Files.exists(path)) {
        channel.close();
        continue;
      }
      write(channel, ProcessHandle.current().pid());
      return Optional.of(new PidFile(path, channel));
    }
  }

  private static FileChannel open(Path path) throws IOException {
    try {
      if (Files.exists(path)) {
        return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
      }
      return FileChannel.open(
          path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException | NoSuchFileException e) {
      if (e instanceof NoSuchFileException
          && !Files.isDirectory(path.toAbsolutePath().getParent())) {
        throw e;
      }
      return null;
    }
  }

  private static boolean isLivingAgent(String content, Processes processes) {
    try {
      long pid = Long.parseLong(content.strip());
      return pid > 0 && pid != ProcessHandle.current().pid() && processes.isAgent(pid);
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static String read(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(32);
    int length = channel.read(bytes, 0);
    return length <= 0 ? "" : new String(bytes.array(), 0, length, US_ASCII);
  }

  private static void write(FileChannel channel, long pid) throws IOException {
    byte[] digits = Long.toString(pid).getBytes(US_ASCII);
    channel.write(ByteBuffer.wrap(digits), 0);
    channel.truncate(digits.length);
  }

  /** Removes the file while the lock still holds, then lets go. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(path);
    channel.close();
  }
}
