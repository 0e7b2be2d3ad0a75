// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The processes of this machine, told apart by their command line. Their start times would add
 * nothing but harm: they move when the machine's clock is set, and the age of the pid file does
 * not.
 */
final class LiveProcesses implements Processes {
  @Override
  public boolean isAgent(long pid) {
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    if (process.isEmpty() || !process.get().isAlive()) {
      return false;
    }
    Path commandLine = Path.of("/proc", Long.toString(pid), "cmdline");
    try {
      // Empty for a thread of the kernel and for a process that is dead but not buried.
      return isAgent(Files.readString(commandLine, StandardCharsets.ISO_8859_1), '\0');
    } catch (IOException e) {
      // No /proc, or it is hidden: a living process of unknown name is taken for an agent.
      return process.get().info().commandLine().map(line -> isAgent(line, ' ')).orElse(true);
    }
  }

  /**
   * Whether a command line is that of a daemon. That a word of it names the agent is not enough:
   * {@code tail -f /var/log/waagent} and {@code waagent status} are none.
   */
  static boolean isAgent(String line, char separator) {
    List<String> words = words(line, separator);
    if (words.isEmpty()) {
      return false;
    }
    boolean daemon = false;
    boolean main = false;
    for (String word : words) {
      daemon |= isDaemonWord(word);
      main |= word.equals(Main.class.getName());
    }
    return daemon && (main || isAgentFile(words.get(0)) || isAgentFile(script(words)));
  }

  private static List<String> words(String line, char separator) {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= line.length(); i++) {
      if (i == line.length() || line.charAt(i) == separator) {
        if (i > start) {
          words.add(line.substring(start, i));
        }
        start = i + 1;
      }
    }
    return words;
  }

  /** What an interpreter runs: its first word that is no option; empty for other programs. */
  private static String script(List<String> words) {
    String program = name(words.get(0));
    boolean interpreter =
        program.startsWith("python") || program.endsWith("sh") || program.equals("env");
    for (int i = 1; interpreter && i < words.size(); i++) {
      if (!words.get(i).startsWith("-")) {
        return words.get(i);
      }
    }
    return "";
  }

  private static boolean isAgentFile(String path) {
    String name = name(path);
    return name.equals("waagent") || name.startsWith("WALinuxAgent-");
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static boolean isDaemonWord(String word) {
    int start = 0;
    while (start < word.length() && (word.charAt(start) == '-' || word.charAt(start) == '/')) {
      start++;
    }
    String bare = word.substring(start);
    return bare.equals("daemon") || bare.equals("run-exthandlers");
  }
}
