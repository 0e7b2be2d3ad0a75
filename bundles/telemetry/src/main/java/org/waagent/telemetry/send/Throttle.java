// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.send;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.waagent.os.Clock;

/** Keeps to what the host allows: fifteen calls in fifteen seconds. Used by one thread. */
final class Throttle {
  private static final int MOST = 15;
  private static final Duration WINDOW = Duration.ofSeconds(15);

  private final Clock clock;
  private final Deque<Duration> calls = new ArrayDeque<>();

  Throttle(Clock clock) {
    this.clock = clock;
  }

  /** Waits until a call is allowed, and counts it. */
  void call() throws InterruptedException {
    if (calls.size() == MOST) {
      clock.pause(calls.removeFirst().plus(WINDOW).minus(clock.sinceStart()));
    }
    calls.addLast(clock.sinceStart());
  }
}
