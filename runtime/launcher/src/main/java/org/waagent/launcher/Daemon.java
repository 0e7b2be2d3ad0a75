// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * {@code waagent daemon}: takes the pid file, chooses the set of this start and runs it in the
 * foreground until a signal or its own end, by the launcher of the set if it brings one. {@code
 * run-exthandlers} is the same for goal states alone: what sets the machine up is left out.
 */
final class Daemon {
  private final Home home;
  private final List<String> arguments;
  private final CommandLine line;
  private final Terminal terminal;

  Daemon(Home home, List<String> arguments, CommandLine line, Terminal terminal) {
    this.home = home;
    this.arguments = arguments;
    this.line = line;
    this.terminal = terminal;
  }

  int run() throws CommandException, InterruptedException {
    Settings settings = Settings.read(line);
    try {
      createPrivate(settings.libDir());
      Restart.awaitPredecessor(terminal);
      Optional<PidFile> pidFile = claim(settings);
      if (pidFile.isEmpty()) {
        terminal.err("waagent: another daemon is running, see " + settings.pidFile());
        // Init scripts start a daemon that may be there; who asks for the loop wants it here.
        return line.command().equals(CommandLine.RUN_HANDLERS) ? ExitCode.FAILED : ExitCode.FINE;
      }
      return run(settings, pidFile.get());
    } catch (IOException e) {
      throw new CommandException(ExitCode.FAILED, "the daemon cannot start: " + e);
    }
  }

  private Optional<PidFile> claim(Settings settings) throws IOException {
    return PidFile.claim(
        settings.pidFile(), new LiveProcesses(), text -> terminal.err("waagent: " + text));
  }

  private int run(Settings settings, PidFile pidFile)
      throws IOException, CommandException, InterruptedException {
    FeatureSets sets = new FeatureSets(home, settings.libDir());
    Choice choice = sets.forDaemon();
    if (!choice.trouble().isEmpty()) {
      terminal.err("waagent: " + choice.trouble());
    }
    Restart restart = new Restart(home, line, terminal);
    Trial trial = new Trial(sets, choice, restart);
    trial.begin();
    Start start = new Start(UUID.randomUUID().toString(), choice, trial::started, restart, pidFile);
    int exitCode = run(settings, start);
    if (trial.isLost()) {
      // Nobody else would start the set again, or the one before it.
      pidFile.close();
      restart.now();
    }
    return exitCode;
  }

  private int run(Settings settings, Start start) throws InterruptedException {
    try {
      Optional<SetLauncher> launcher = start.choice().launcher();
      return launcher.isPresent()
          ? launcher.get().enter(arguments, start)
          : new Foreground(home, start, line, terminal).run(settings);
    } catch (CommandException e) {
      terminal.err("waagent: " + e.getMessage());
      return ExitCode.FAILED;
    } catch (RuntimeException | LinkageError e) {
      terminal.tell("the daemon fails", e);
      return ExitCode.FAILED;
    }
  }

  private static void createPrivate(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
  }
}
