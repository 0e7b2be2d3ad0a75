// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.osgi.framework.BundleException;
import org.waagent.plugin.FrameworkProperties;

/** The daemon's framework, from a start whose pid file and set are settled to its end. */
final class Foreground {
  /** systemd and people wait five seconds; the rest is for the file and the exit. */
  private static final long STOP_MILLIS = 4_000;

  private static final long QUIET_MILLIS = 30_000;

  private final Home home;
  private final Start start;
  private final CommandLine line;
  private final Terminal terminal;
  // Read by the shutdown hook, which has the last word about the exit code.
  private volatile int exitCode = ExitCode.FAILED;

  Foreground(Home home, Start start, CommandLine line, Terminal terminal) {
    this.home = home;
    this.start = start;
    this.line = line;
    this.terminal = terminal;
  }

  int run(Settings settings) throws CommandException, InterruptedException {
    try {
      return runPlatform(settings);
    } catch (BundleException e) {
      throw new CommandException(ExitCode.FAILED, "the framework does not start: " + e);
    }
  }

  private int runPlatform(Settings settings) throws BundleException, InterruptedException {
    Path storage = settings.libDir().resolve("framework");
    Platform platform =
        new Platform(
            FrameworkSettings.of(home, start, line, settings, FrameworkProperties.DAEMON, storage),
            home.bundles(),
            terminal);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(platform), "stop"));
    Archive archive = Archive.ofProcess();
    FeatureSets sets = new FeatureSets(home, settings.libDir());
    platform.offer(Runnable.class, start.restart(), FrameworkProperties.RESTART);
    platform.offer(
        BooleanSupplier.class,
        () -> archive.renew(home, settings, sets.committed(), Archive.load(), terminal),
        FrameworkProperties.ARCHIVE);
    start.started().accept(platform.start(start.choice().feature().bundles()));
    exitCode = ExitCode.FINE;
    archive.survived(terminal);
    if (!platform.await(QUIET_MILLIS)) {
      // What the start needed and nothing needs any more: a third of the heap.
      System.gc();
      archive.heal(home, settings, sets.committed(), terminal);
      platform.await(0);
    }
    return ExitCode.FINE;
  }

  /** Runs in the shutdown hook. A signal is the usual way to end a daemon, hence exit code 0. */
  private void end(Platform platform) {
    platform.stop(STOP_MILLIS);
    try {
      start.pidFile().close();
    } catch (Exception e) {
      terminal.tell("the pid file stays behind", e);
    }
    Runtime.getRuntime().halt(exitCode);
  }
}
