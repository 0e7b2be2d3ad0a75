// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The processes of this machine, told apart by their command line. */
final class LiveProcesses implements Processes {
  @Override
  public boolean isAgent(long pid) {
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    if (process.isEmpty() || !process.get().isAlive()) {
      return false;
    }
    Path commandLine = Path.of("/proc", Long.toString(pid), "cmdline");
    try {
      String line = Files.readString(commandLine, StandardCharsets.ISO_8859_1);
      return line.isEmpty() || namesAgent(line);
    } catch (IOException e) {
      // No /proc, or it is hidden: a living process of unknown name is taken for an agent.
      return process.get().info().commandLine().map(LiveProcesses::namesAgent).orElse(true);
    }
  }

  private static boolean namesAgent(String line) {
    int start = 0;
    for (int i = 0; i <= line.length(); i++) {
      if (i == line.length() || line.charAt(i) == '\0' || line.charAt(i) == ' ') {
        if (isAgentWord(line.substring(start, i))) {
          return true;
        }
        start = i + 1;
      }
    }
    return false;
  }

  private static boolean isAgentWord(String word) {
    return word.equals("waagent")
        || word.endsWith("/waagent")
        || word.startsWith("WALinuxAgent-")
        || word.equals(Main.class.getName());
  }
}
