// SPDX-License-Identifier: Apache-2.0
package org.waagent.core;

import java.io.Closeable;
import java.time.Duration;
import org.waagent.core.lane.Alarm;
import org.waagent.os.Clock;

/**
 * Makes one event of the many that a changed file brings, late enough for the plugins to have got
 * their new configuration.
 */
final class ConfigurationChanges implements Closeable {
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Alarm alarm;
  private final Runnable changed;
  private boolean waiting;

  /**
   * @param changed runs on the timer's thread, so it must only hand work over
   */
  ConfigurationChanges(Clock clock, Runnable changed) {
    this.alarm = new Alarm(clock);
    this.changed = changed;
  }

  synchronized void another() {
    if (!waiting) {
      waiting = true;
      alarm.set(PAUSE, this::end);
    }
  }

  private void end() {
    synchronized (this) {
      waiting = false;
    }
    changed.run();
  }

  @Override
  public synchronized void close() {
    alarm.off();
  }
}
