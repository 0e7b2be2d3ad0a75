// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.waagent.os.Files;
import org.waagent.os.Mode;

/**
 * The log file. It is opened for each batch of lines, so a file that somebody else renamed or cut
 * is simply made anew; its size comes back with each write, so it needs no watching.
 */
final class RotatingFile {
  private static final Mode MODE = Mode.of(0640);

  private final Path path;
  private final Files files;
  private volatile long most;
  private volatile int kept;
  private int unwritten;

  /**
   * @param most bytes after which a new file is begun; 0 for never
   * @param kept former files to keep
   */
  RotatingFile(Path path, Files files, long most, int kept) {
    this.path = path;
    this.files = files;
    this.most = most;
    this.kept = kept;
  }

  void limit(long bytes, int count) {
    most = bytes;
    kept = count;
  }

  /** Lines that could not be written since the last that could. */
  int unwritten() {
    return unwritten;
  }

  /** Adds lines; what can't be written, for example on a full disk, is counted. */
  void append(String text, int lines) {
    try {
      long size = append(text.getBytes(StandardCharsets.UTF_8));
      unwritten = 0;
      if (most > 0 && size >= most) {
        begin(size);
      }
    } catch (IOException | RuntimeException e) {
      unwritten += lines;
    }
  }

  private void begin(long size) throws IOException {
    try {
      rotate();
    } catch (IOException | RuntimeException e) {
      // Something stands where a former file belongs. The bound counts more than old lines.
      if (size >= 2 * most) {
        files.delete(path);
      }
    }
  }

  private long append(byte[] text) throws IOException {
    try {
      return files.append(path, text, MODE);
    } catch (NoSuchFileException e) {
      files.makeFolder(path.getParent(), Mode.PUBLIC_FOLDER);
      return files.append(path, text, MODE);
    }
  }

  private void rotate() throws IOException {
    if (kept <= 0) {
      files.delete(path);
      return;
    }
    files.delete(former(kept));
    for (int number = kept - 1; number >= 1; number--) {
      if (files.exists(former(number))) {
        files.move(former(number), former(number + 1));
      }
    }
    files.move(path, former(1));
  }

  private Path former(int number) {
    return path.resolveSibling(path.getFileName() + "." + number);
  }
}
