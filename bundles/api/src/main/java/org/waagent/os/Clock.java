// SPDX-License-Identifier: Apache-2.0
package org.waagent.os;

import java.io.Closeable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.osgi.annotation.versioning.ProviderType;

/** Time, and one timer for all. */
@ProviderType
public interface Clock extends InstantSource {
  /** The machine's time. It may jump; use {@link #sinceStart} to measure. */
  @Override
  Instant instant();

  /** Time since the agent started; never jumps. */
  Duration sinceStart();

  /**
   * Runs something once, after a time.
   *
   * @param delay how long from now
   * @param action runs on the timer's thread, so it must only hand work over
   * @return calls it off
   */
  Closeable after(Duration delay, Runnable action);

  /**
   * Waits. The one way to wait for time to pass, so that a test can let it pass.
   *
   * @param time for how long; none or less returns at once
   * @throws InterruptedException if somebody wants the thread to end
   */
  void pause(Duration time) throws InterruptedException;
}
