// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.waagent.os.Files;
import org.waagent.os.Mode;

/**
 * Up to which entry the log is written. Kept on disk when the sink stops, so that one that replaces
 * it within the same start of the agent does not write the history again.
 */
final class LogPosition {
  private static final String NAME = "log-position";

  private final Path folder;
  private final Files files;
  private final String start;
  private final boolean kept;
  private long last = Long.MIN_VALUE;

  /**
   * @param start id of the agent's start
   * @param kept whether there is anything to keep beyond this sink
   */
  LogPosition(Path folder, Files files, String start, boolean kept) {
    this.folder = folder;
    this.files = files;
    this.start = start;
    this.kept = kept;
    if (kept) {
      load();
    }
  }

  private void load() {
    try {
      Path file = folder.resolve(NAME);
      String text = files.exists(file) ? files.readText(file, 4096) : "";
      int blank = text.lastIndexOf(' ');
      if (blank > 0 && text.substring(0, blank).equals(start)) {
        last = Long.parseLong(text.substring(blank + 1).trim());
      }
    } catch (IOException | NumberFormatException e) {
      // Lines told twice are better than lines that are lost.
      last = Long.MIN_VALUE;
    }
  }

  /** Whether an entry was not seen before; then it is seen now. */
  boolean isNew(long sequence) {
    if (sequence <= last) {
      return false;
    }
    last = sequence;
    return true;
  }

  void save() {
    if (!kept || last == Long.MIN_VALUE) {
      return;
    }
    try {
      files.makeFolder(folder, Mode.OWNER_FOLDER);
      byte[] text = (start + " " + last + "\n").getBytes(StandardCharsets.UTF_8);
      files.write(folder.resolve(NAME), text, Mode.OWNER_ONLY);
    } catch (IOException e) {
      // The next sink begins with the history, as after a crash.
      last = Long.MIN_VALUE;
    }
  }
}
