// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.auto;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.waagent.os.Clock;

/**
 * The one timer of this plugin. An outcome that names a time would do it too, but then the agent
 * would count as busy until then.
 */
final class Alarm {
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private final Clock clock;
  private final Runnable action;
  private Closeable set = () -> {};
  private boolean off;

  /**
   * @param action runs on the clock's thread
   */
  Alarm(Clock clock, Runnable action) {
    this.clock = clock;
    this.action = action;
  }

  /** Goes off at a time, instead of at the one set before; empty: not at all. */
  synchronized void at(Optional<Instant> time) {
    close();
    if (time.isPresent() && !off) {
      Duration delay = Duration.between(clock.instant(), time.get());
      set = clock.after(delay.compareTo(SHORTEST) < 0 ? SHORTEST : delay, action);
    }
  }

  synchronized void off() {
    off = true;
    close();
  }

  private void close() {
    try {
      set.close();
    } catch (IOException e) {
      throw new IllegalStateException("a timer can't be called off", e);
    }
    set = () -> {};
  }
}
