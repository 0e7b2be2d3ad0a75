// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.lane;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.waagent.os.Clock;

/** One timer that is set anew or called off. Used under the lock of its owner. */
public final class Alarm {
  private final Clock clock;
  private Closeable timer = () -> {};

  public Alarm(Clock clock) {
    this.clock = clock;
  }

  /**
   * Sets it; what it was set to before is called off.
   *
   * @param action runs on the timer's thread, so it must only hand work over
   */
  public void set(Duration delay, Runnable action) {
    off();
    timer = clock.after(delay, action);
  }

  /** Calls it off, if it is set. */
  public void off() {
    try {
      timer.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    timer = () -> {};
  }
}
