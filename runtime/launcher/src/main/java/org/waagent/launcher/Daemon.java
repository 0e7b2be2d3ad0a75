// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.osgi.framework.BundleException;
import org.waagent.plugin.FrameworkProperties;

/**
 * {@code waagent daemon}: the framework in the foreground until a signal or its own end. {@code
 * run-exthandlers} is the same for goal states alone: what sets the machine up is left out.
 */
final class Daemon {
  /** systemd and people wait five seconds; the rest is for the file and the exit. */
  private static final long STOP_MILLIS = 4_000;

  private static final long QUIET_MILLIS = 30_000;

  private final Home home;
  private final CommandLine line;
  private final Terminal terminal;
  // Read by the shutdown hook, which has the last word about the exit code.
  private volatile int exitCode = ExitCode.FAILED;

  Daemon(Home home, CommandLine line, Terminal terminal) {
    this.home = home;
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
    } catch (BundleException e) {
      throw new CommandException(ExitCode.FAILED, "the framework does not start: " + e);
    }
  }

  private Optional<PidFile> claim(Settings settings) throws IOException {
    return PidFile.claim(
        settings.pidFile(), new LiveProcesses(), text -> terminal.err("waagent: " + text));
  }

  private int run(Settings settings, PidFile pidFile)
      throws BundleException, CommandException, InterruptedException {
    FeatureSets sets = new FeatureSets(home, settings.libDir());
    Choice choice = sets.forDaemon();
    if (!choice.trouble().isEmpty()) {
      terminal.err("waagent: " + choice.trouble());
    }
    Path storage = settings.libDir().resolve("framework");
    Platform platform =
        new Platform(
            FrameworkSettings.of(home, choice, line, settings, FrameworkProperties.DAEMON, storage),
            home.bundles(),
            terminal);
    Thread hook = new Thread(() -> end(platform, pidFile), "stop");
    Runtime.getRuntime().addShutdownHook(hook);
    Restart restart = new Restart(home, line, terminal);
    Trial trial = new Trial(sets, choice, restart);
    trial.begin();
    platform.offer(restart);
    trial.started(platform.start(choice.feature().bundles()));
    exitCode = ExitCode.FINE;
    Archive archive = Archive.ofProcess();
    archive.survived(terminal);
    if (!platform.await(QUIET_MILLIS)) {
      // What the start needed and nothing needs any more: a third of the heap.
      System.gc();
      archive.heal(home, settings, terminal);
      platform.await(0);
    }
    return ExitCode.FINE;
  }

  /** Runs in the shutdown hook. A signal is the usual way to end a daemon, hence exit code 0. */
  private void end(Platform platform, PidFile pidFile) {
    platform.stop(STOP_MILLIS);
    try {
      pidFile.close();
    } catch (IOException e) {
      terminal.tell("the pid file stays behind", e);
    }
    Runtime.getRuntime().halt(exitCode);
  }

  private static void createPrivate(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
  }
}
