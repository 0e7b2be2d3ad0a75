// SPDX-License-Identifier: Apache-2.0
package org.waagent.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the agent may take of the disk in this world of five handlers, however long it runs. */
final class Bounds {
  private static final int MIB = 1 << 20;
  private static final int FORMER_LOGS = 2;

  static final List<String> CONFIGURATION =
      List.of("Logs.RotateSizeMB=1", "Logs.RotateCount=" + FORMER_LOGS);

  /** The log is changed when a batch of lines made it too large, so one batch may be beyond. */
  static final long LOG_BYTES = (FORMER_LOGS + 1) * MIB + 64 * 1024;

  /**
   * The folder, 50 goal states, 10 that made no sense, the newest one's documents and manifests.
   */
  static final long HISTORY_INODES = 1 + 50 + 10 + 12 + 8;

  /** Besides the history. */
  static final long LIB_INODES = HISTORY_INODES + 400;

  static final long LIB_BYTES = 8L * MIB;

  /** The folder, and for each handler a folder with a log of commands and one of events. */
  static final long EXTENSION_LOG_INODES = 1 + 5 * 4;

  /** A log of commands is cut at 10 MiB. */
  static final long EXTENSION_LOG_BYTES = 5 * 10L * MIB;

  private Bounds() {}

  /** As after months: the log is nearly full, and so is every former one. */
  static void fillLogs(Path log) throws IOException {
    Files.createDirectories(log.getParent());
    String line = "2026-01-01T00:00:00.000000Z INFO ExtHandler a line of an earlier start\n";
    String full = line.repeat(MIB / line.length());
    Files.writeString(log, full.substring(MIB / 50));
    for (int number = 1; number <= FORMER_LOGS; number++) {
      Files.writeString(log.resolveSibling(log.getFileName() + "." + number), full);
    }
  }
}
