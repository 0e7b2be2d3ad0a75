// SPDX-License-Identifier: Apache-2.0
package org.waagent.update;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.waagent.agent.Pause;

/** What a test leaves behind: processes that know its folder, and the folder. */
final class Remnants {
  private static final int ROUNDS = 20;

  private Remnants() {}

  /** Kills such processes until none is left; a successor of a killed agent may come late. */
  static void kill(Path folder) {
    for (int round = 0; round < ROUNDS; round++) {
      List<ProcessHandle> left =
          ProcessHandle.allProcesses().filter(process -> mentions(process, folder)).toList();
      if (left.isEmpty()) {
        return;
      }
      left.forEach(ProcessHandle::destroyForcibly);
      Pause.of(Duration.ofMillis(20));
    }
    throw new AssertionError("something in " + folder + " can't be killed");
  }

  private static boolean mentions(ProcessHandle process, Path folder) {
    try {
      Path line = Path.of("/proc", Long.toString(process.pid()), "cmdline");
      return Files.readString(line, StandardCharsets.ISO_8859_1).contains(folder + "/");
    } catch (IOException gone) {
      return false;
    }
  }

  /** For one of a test that failed, which told what it saw: somebody may want to look further. */
  static void deleteUnlessKept(Path folder) throws IOException {
    if (!Boolean.getBoolean("waagent.keep")) {
      delete(folder);
    }
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
