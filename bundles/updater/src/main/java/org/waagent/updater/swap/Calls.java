// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.swap;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.framework.BundleException;

/**
 * Calls into bundles, each on a thread of its own with a deadline: a bundle that hangs must not
 * take the updater along.
 */
final class Calls {
  /** How long a call may go on after it was interrupted. */
  private static final Duration GRACE = Duration.ofMillis(500);

  /** Something that may hang. */
  @FunctionalInterface
  interface Call {
    void run() throws BundleException;
  }

  /**
   * Calls.
   *
   * @param what for people
   * @throws SwapException if it failed or is not over at the deadline
   */
  void run(String what, Duration most, Call call) throws SwapException, InterruptedException {
    requireNonNull(what, "what");
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                call.run();
              } catch (Throwable e) {
                // Whatever a bundle throws is its failure, not ours.
                failure.set(e);
              }
            },
            "updater: " + what);
    thread.setDaemon(true);
    thread.start();
    thread.join(most.toMillis());
    if (thread.isAlive()) {
      thread.interrupt();
      thread.join(GRACE.toMillis());
      throw new SwapException(
          thread.isAlive() ? SwapException.Cure.RESTART : SwapException.Cure.GO_BACK,
          what + " does not end within " + most.toSeconds() + " s");
    }
    if (failure.get() != null) {
      throw new SwapException(
          SwapException.Cure.GO_BACK, what + " failed: " + Reasons.of(failure.get()));
    }
  }
}
