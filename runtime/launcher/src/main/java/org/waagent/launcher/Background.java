// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code waagent start}: the daemon as a process of its own that outlives this one. */
final class Background {
  private static final long WATCHED_SECONDS = 2;
  private static final File NOTHING = new File("/dev/null");
  private static final Path SETSID = Path.of("/usr/bin/setsid");

  private final Home home;
  private final CommandLine line;
  private final Terminal terminal;

  Background(Home home, CommandLine line, Terminal terminal) {
    this.home = home;
    this.line = line;
    this.terminal = terminal;
  }

  /** Starts the daemon that takes the place of another one, once that has ended. */
  void successor(long pid) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command());
    builder.environment().put(Restart.AFTER, Long.toString(pid));
    quiet(builder).start();
  }

  private static ProcessBuilder quiet(ProcessBuilder builder) {
    return builder
        .redirectInput(Redirect.from(NOTHING))
        .redirectOutput(Redirect.to(NOTHING))
        .redirectError(Redirect.to(NOTHING));
  }

  int run() throws CommandException, InterruptedException {
    try {
      Process child = quiet(new ProcessBuilder(command())).start();
      if (!child.waitFor(WATCHED_SECONDS, TimeUnit.SECONDS)) {
        return ExitCode.FINE;
      }
      return told(child.exitValue());
    } catch (IOException e) {
      throw new CommandException(ExitCode.FAILED, "the daemon cannot be started: " + e);
    }
  }

  private int told(int exitCode) {
    if (exitCode == ExitCode.FINE) {
      terminal.err("waagent: a daemon is running already");
      return ExitCode.FINE;
    }
    terminal.err("waagent: the daemon ended at once with exit code " + exitCode);
    return ExitCode.FAILED;
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    // A session of its own keeps the signals of this terminal away.
    if (Files.isExecutable(SETSID)) {
      command.add(SETSID.toString());
    }
    command.add(home.program().toString());
    boolean loop = line.command().equals(CommandLine.RUN_HANDLERS);
    command.add("-" + (loop ? CommandLine.RUN_HANDLERS : CommandLine.DAEMON));
    if (line.configuration() != null) {
      command.add("-configuration-path:" + Path.of(line.configuration()).toAbsolutePath());
    }
    if (line.verbose()) {
      command.add("-verbose");
    }
    return command;
  }
}
