// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.life;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A process, as {@code /proc} shows it. */
record Running(ProcessHandle handle, String line) {
  /** All processes but those that only wait to be cleared away. */
  static List<Running> all() {
    return ProcessHandle.allProcesses()
        .filter(Running::lives)
        .map(process -> new Running(process, line(process)))
        .toList();
  }

  /** Whether a variable of its environment says this. */
  boolean carries(String variable) {
    return ("\0" + proc(handle, "environ")).contains("\0" + variable + "\0");
  }

  /** Which process namespace it is in; empty when it is gone. */
  String namespace() {
    try {
      return Files.readSymbolicLink(Path.of("/proc", "" + handle.pid(), "ns/pid")).toString();
    } catch (IOException gone) {
      return "";
    }
  }

  /** Kills it. */
  void kill() {
    handle.destroyForcibly();
  }

  /** Waits until none of them is alive. */
  static boolean awaitEnd(List<Running> all, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (all.stream().anyMatch(each -> lives(each.handle()))) {
      if (System.nanoTime() > end) {
        return false;
      }
      Watch.pause();
    }
    return true;
  }

  private static boolean lives(ProcessHandle process) {
    String stat = proc(process, "stat");
    int state = stat.lastIndexOf(')') + 2;
    return state > 1 && stat.length() > state && stat.charAt(state) != 'Z';
  }

  private static String line(ProcessHandle process) {
    return proc(process, "cmdline").replace('\0', ' ').trim();
  }

  private static String proc(ProcessHandle process, String file) {
    try {
      Path path = Path.of("/proc", Long.toString(process.pid()), file);
      return new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }

  @Override
  public String toString() {
    return handle.pid() + " " + (line.length() > 100 ? line.substring(0, 100) + "..." : line);
  }
}
