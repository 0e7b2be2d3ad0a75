// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends this daemon cleanly and has another one take its place. Under systemd the unit's {@code
 * Restart=always} brings it; elsewhere a successor is started, which waits for this one to end.
 */
final class Restart implements Runnable {
  /** Environment variable with the process id that a successor waits for. */
  static final String AFTER = "WAAGENT_AFTER";

  private static final long PATIENCE_SECONDS = 20;

  private final Home home;
  private final CommandLine line;
  private final Terminal terminal;
  private final AtomicBoolean begun = new AtomicBoolean();

  Restart(Home home, CommandLine line, Terminal terminal) {
    this.home = home;
    this.line = line;
    this.terminal = terminal;
  }

  /** Returns at once. */
  @Override
  public void run() {
    if (begun.compareAndSet(false, true)) {
      // A thread of a bundle must not wait for the end of all bundles.
      new Thread(this::end, "restart").start();
    }
  }

  /** The same on this thread, which does not come back unless the process ends already. */
  void now() {
    if (!isEnding() && begun.compareAndSet(false, true)) {
      end();
    }
  }

  /** Java tells it in no other way. */
  private static boolean isEnding() {
    Thread probe = new Thread(() -> {}, "probe");
    try {
      Runtime.getRuntime().addShutdownHook(probe);
      Runtime.getRuntime().removeShutdownHook(probe);
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }

  private void end() {
    try {
      if (!isUnderSystemd()) {
        new Background(home, line, terminal).successor(ProcessHandle.current().pid());
      }
    } catch (IOException e) {
      terminal.tell("no successor can be started", e);
    }
    System.exit(ExitCode.FINE);
  }

  private static boolean isUnderSystemd() {
    ProcessHandle self = ProcessHandle.current();
    String told = System.getenv("SYSTEMD_EXEC_PID");
    if (told != null) {
      return told.equals(Long.toString(self.pid()));
    }
    // An older systemd: what it starts has it as parent, and the id of the unit's run.
    boolean child = self.parent().filter(parent -> parent.pid() == 1).isPresent();
    return child && System.getenv("INVOCATION_ID") != null;
  }

  /** Waits for the daemon this one is to succeed, if there is one. */
  static void awaitPredecessor(Terminal terminal) throws InterruptedException {
    String pid = System.getenv(AFTER);
    if (pid == null) {
      return;
    }
    try {
      ProcessHandle former = ProcessHandle.of(Long.parseLong(pid)).orElse(null);
      if (former != null) {
        former.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      }
    } catch (NumberFormatException
        | java.util.concurrent.ExecutionException
        | java.util.concurrent.TimeoutException e) {
      terminal.tell("the daemon before this one has not ended", e);
    }
  }
}
