// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Processes a test left behind, known by the test's own folder in their command lines. */
final class Survivors {
  private static final int ROUNDS = 20;

  private Survivors() {}

  /** Kills them until none is left. */
  static void kill(Path folder) {
    for (int round = 0; round < ROUNDS; round++) {
      List<ProcessHandle> left = of(folder);
      if (left.isEmpty()) {
        return;
      }
      left.forEach(ProcessHandle::destroyForcibly);
      Pause.of(java.time.Duration.ofMillis(5));
    }
    throw new AssertionError("they can't be killed: " + of(folder));
  }

  private static List<ProcessHandle> of(Path folder) {
    return ProcessHandle.allProcesses().filter(process -> mentions(process, folder)).toList();
  }

  private static boolean mentions(ProcessHandle process, Path folder) {
    try {
      Path line = Path.of("/proc", Long.toString(process.pid()), "cmdline");
      return Files.readString(line, StandardCharsets.ISO_8859_1).contains(folder + "/");
    } catch (IOException gone) {
      return false;
    }
  }
}
