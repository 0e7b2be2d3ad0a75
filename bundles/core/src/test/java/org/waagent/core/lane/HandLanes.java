// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.lane;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.waagent.machine.ManualClock;
import org.waagent.machine.TestLog;

/** Lanes on the thread of the test, with time moved by hand. */
public final class HandLanes {
  private final ManualClock clock = new ManualClock();
  private final TestLog log = new TestLog();
  private final Deque<Runnable> work = new ArrayDeque<>();
  private final Lanes lanes = new Lanes(clock, log.logger(), work::add);

  public Lanes lanes() {
    return lanes;
  }

  public ManualClock clock() {
    return clock;
  }

  public TestLog log() {
    return log;
  }

  /** Does what is to be done now. */
  public void settle() {
    for (Runnable next = work.poll(); next != null; next = work.poll()) {
      next.run();
    }
  }

  /** Lets time pass in steps of a tenth of a second, doing at each what is to be done. */
  public void advance(Duration time) {
    advance(time, Duration.ofMillis(100));
  }

  /** Lets time pass in steps. */
  public void advance(Duration time, Duration step) {
    settle();
    for (Duration left = time; !left.isZero() && !left.isNegative(); left = left.minus(step)) {
      clock.advance(left.compareTo(step) < 0 ? left : step);
      settle();
    }
  }
}
