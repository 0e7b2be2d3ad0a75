// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.removal;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.waagent.os.Files;
import org.waagent.os.Processes;

/**
 * The agent that runs on this machine, whoever started it: also one that is no service.
 *
 * @param pidFile where it notes its process id
 */
public record RunningDaemon(Processes processes, Files files, Path pidFile) {
  private static final int LONGEST_PID = 32;
  private static final List<String> DAEMON_WORDS = List.of("daemon", "run-exthandlers");

  public RunningDaemon {
    requireNonNull(processes, "processes");
    requireNonNull(files, "files");
    requireNonNull(pidFile, "pidFile");
  }

  /** What the pid file names, if that is an agent: the number may be another program's by now. */
  public Optional<Long> find() throws IOException {
    if (!files.exists(pidFile)) {
      return Optional.empty();
    }
    String text = files.readText(pidFile, LONGEST_PID).strip();
    if (!text.matches("[0-9]{1,10}")) {
      return Optional.empty();
    }
    long pid = Long.parseLong(text);
    List<String> words = processes.commandLine(pid);
    boolean daemon = words.stream().map(RunningDaemon::bare).anyMatch(DAEMON_WORDS::contains);
    return daemon && words.stream().anyMatch(RunningDaemon::isAgent)
        ? Optional.of(pid)
        : Optional.empty();
  }

  private static boolean isAgent(String word) {
    String name = word.substring(word.lastIndexOf('/') + 1);
    return name.equals("waagent")
        || name.startsWith("WALinuxAgent-")
        || word.equals("org.waagent.launcher.Main");
  }

  private static String bare(String word) {
    return word.replaceFirst("^[-/]+", "");
  }
}
