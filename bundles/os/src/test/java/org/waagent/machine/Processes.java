// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What tests ask about processes they started. */
final class Processes {
  private Processes() {}

  static boolean isAlive(long pid) {
    try {
      return new ProcessTable(Path.of("/proc")).find(pid).isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void kill(long pid) {
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
  }

  /** Threads of the shell in this process. */
  static long ownThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(
            thread ->
                thread.getName().equals("waagent-stdin")
                    || thread.getName().equals("waagent-lines"))
        .count();
  }

  static void awaitFile(Path file) {
    try {
      for (int i = 0; i < 500 && !(Files.exists(file) && Files.size(file) > 0); i++) {
        Thread.sleep(10);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
