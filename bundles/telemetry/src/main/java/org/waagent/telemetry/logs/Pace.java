// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.logs;

import java.time.Duration;
import org.waagent.os.Clock;

/** Holds work back, so that it uses only a share of one processor. Used by one thread. */
final class Pace {
  private static final Duration SPELL = Duration.ofMillis(20);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final Clock clock;
  private final int rest;
  private Duration since;

  private Pace(Clock clock, int rest) {
    this.clock = clock;
    this.rest = rest;
    this.since = clock.sinceStart();
  }

  /** As fast as it goes. */
  static Pace full(Clock clock) {
    return new Pace(clock, 0);
  }

  /** One twentieth of a processor. */
  static Pace twentieth(Clock clock) {
    return new Pace(clock, 19);
  }

  /**
   * Between two pieces of work.
   *
   * @throws InterruptedException if the thread shall end
   */
  void keep() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    Duration worked = rest == 0 ? Duration.ZERO : clock.sinceStart().minus(since);
    if (worked.compareTo(SPELL) < 0) {
      return;
    }
    Duration pause = worked.multipliedBy(rest);
    clock.pause(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
    since = clock.sinceStart();
  }
}
