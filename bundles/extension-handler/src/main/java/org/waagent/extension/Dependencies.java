// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.waagent.extension.handler.ErrorCodes;
import org.waagent.extension.handler.ExtensionFailure;
import org.waagent.extension.handler.HandlerFolder;
import org.waagent.extension.handler.Unit;
import org.waagent.extension.status.StatusFiles;

/** Waits until an extension that others depend on says that it is done. */
final class Dependencies {
  /** A file that made no sense counts after a while, and no event tells of that. */
  private static final long LOOK_AGAIN_MILLIS = 10_000;

  private static final String OPERATION = "ExtensionProcessing";

  private final Workbench bench;
  private final StatusFiles statusFiles;

  Dependencies(Workbench bench, StatusFiles statusFiles) {
    this.bench = bench;
    this.statusFiles = statusFiles;
  }

  /**
   * Waits for a unit's status file; all waiting of a goal state shares one deadline.
   *
   * @throws ExtensionFailure if the extension failed or did not end in time
   */
  void await(Pass pass, Unit unit, HandlerFolder folder)
      throws ExtensionFailure, IOException, InterruptedException {
    if (unit.settings().isEmpty()) {
      return;
    }
    Semaphore changed = new Semaphore(0);
    Closeable watch = bench.machine().files().watch(folder.status(unit), changed::release);
    try {
      await(pass, unit, folder, changed);
    } finally {
      watch.close();
    }
  }

  private void await(Pass pass, Unit unit, HandlerFolder folder, Semaphore changed)
      throws ExtensionFailure, InterruptedException {
    String state = state(folder, unit);
    while (!isTerminal(state)) {
      long left = millisLeft(pass);
      if (left <= 0) {
        throw failure(
            "Dependent Extension %s did not reach a terminal state within the allowed timeout."
                + " Last status was %s",
            unit, folder, state);
      }
      boolean woken = changed.tryAcquire(Math.min(left, LOOK_AGAIN_MILLIS), TimeUnit.MILLISECONDS);
      if (woken) {
        changed.drainPermits();
      }
      state = state(folder, unit);
    }
    if (!state.equals("success")) {
      throw failure("Dependent Extension %s did not succeed. Status was %s", unit, folder, state);
    }
  }

  private String state(HandlerFolder folder, Unit unit) {
    Optional<String> state = statusFiles.of(folder, unit).state();
    return state.orElse("unknown");
  }

  private static boolean isTerminal(String state) {
    return state.equals("success") || state.equals("error");
  }

  private long millisLeft(Pass pass) {
    Duration whole = bench.machine().limits().dependencies();
    Duration left = Duration.between(bench.machine().clock().instant(), pass.began().plus(whole));
    return Math.min(left.toMillis(), whole.toMillis());
  }

  private static ExtensionFailure failure(
      String format, Unit unit, HandlerFolder folder, String state) {
    String message = format.formatted(unit.fullName(folder.version()), state);
    return new ExtensionFailure(ErrorCodes.UNKNOWN, OPERATION, message);
  }
}
