// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The file with the process id of the one daemon: digits only. It is locked as long as the daemon
 * lives, so two that start at the same moment never both go on, and a number left by a crash is
 * never mistaken for a daemon.
 */
final class PidFile implements AutoCloseable {
  // Each attempt but the last was crossed by another agent that came or went.
  private static final int ATTEMPTS = 1000;

  private final Path path;
  private final FileChannel channel;

  private PidFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Takes the file.
   *
   * @param tell gets what had to be done about a file that was there
   * @return empty if another agent lives
   * @throws IOException the file can't be written
   */
  static Optional<PidFile> claim(Path path, Processes processes, Consumer<String> tell)
      throws IOException {
    new PidFilePlace(path, tell).clear();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Object key = key(path);
      FileChannel channel = key == null ? null : open(path);
      if (channel == null) {
        continue;
      }
      String former = takesLock(channel) ? read(channel) : null;
      if (former == null || isLivingAgent(former, processes)) {
        channel.close();
        return Optional.empty();
      }
      // Else its owner removed the file between our opening and our lock. It can't be looked into
      // again for that: closing any other channel of a file ends this process's lock on it.
      if (key.equals(present(path))) {
        write(channel, ProcessHandle.current().pid());
        tell(former, path, tell);
        return Optional.of(new PidFile(path, channel));
      }
      channel.close();
    }
    throw new IOException(path + " is taken away again and again");
  }

  /** What tells the file of that name from any other; makes it if there is none. */
  private static Object key(Path path) throws IOException {
    try {
      if (!Files.exists(path)) {
        Files.createFile(path);
      }
    } catch (FileAlreadyExistsException e) {
      return null;
    }
    return present(path);
  }

  private static Object present(Path path) throws IOException {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private static FileChannel open(Path path) throws IOException {
    try {
      return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private static boolean takesLock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
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

  private static void tell(String former, Path path, Consumer<String> tell) {
    String content = former.strip();
    if (content.isEmpty()) {
      return;
    }
    boolean number = content.length() < 20 && content.chars().allMatch(c -> c >= '0' && c <= '9');
    tell.accept(
        number
            ? path + " named process " + content + ", which is no agent; it is taken over"
            : path + " held no process id; it is taken over");
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
