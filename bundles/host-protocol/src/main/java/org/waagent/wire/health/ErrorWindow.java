// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.health;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Says of something only then that it is down when it failed for a while without a break. */
public final class ErrorWindow {
  private final Duration window;
  private final Supplier<Duration> now;
  private Optional<Duration> since = Optional.empty();

  /**
   * @param window for how long it has to fail
   * @param now a time that never jumps
   */
  public ErrorWindow(Duration window, Supplier<Duration> now) {
    this.window = window;
    this.now = now;
  }

  /** It worked: whatever failed before is forgotten. */
  public synchronized void worked() {
    since = Optional.empty();
  }

  /** It failed; only the first time after it worked counts. */
  public synchronized void failed() {
    if (since.isEmpty()) {
      since = Optional.of(now.get());
    }
  }

  /** For how long it has failed, once that is the whole window. */
  public synchronized Optional<Duration> down() {
    return since.map(begin -> now.get().minus(begin)).filter(d -> d.compareTo(window) >= 0);
  }

  /** Whether it has failed for the whole window. */
  public boolean isDown() {
    return down().isPresent();
  }
}
