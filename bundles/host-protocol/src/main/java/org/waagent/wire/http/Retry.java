// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.http;

import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/** Counts the attempts of one call and says how long to pause before the next. */
final class Retry {
  /** An attempt in less time would only fail, and hide why the one before it did. */
  private static final Duration SHORTEST_ATTEMPT = Duration.ofMillis(500);

  private final CallClass kind;
  private final Supplier<Duration> now;
  private final DoubleSupplier random;
  private final Duration end;
  private int made;
  private long previous = 1;
  private long current = 1;

  Retry(CallClass kind, Duration deadline, Supplier<Duration> now, DoubleSupplier random) {
    this.kind = kind;
    this.now = now;
    this.random = random;
    this.end = now.get().plus(deadline);
  }

  int made() {
    return made;
  }

  /** Begins an attempt; returns how long it may take. */
  Duration begin() {
    made++;
    return shorter(kind.attempt(), left());
  }

  /**
   * The pause before the next attempt; empty if there is none.
   *
   * @param throttled whether the server has too much to do
   * @param asked how long the server wants to be left alone
   */
  Optional<Duration> pause(boolean throttled, Optional<Duration> asked) {
    long next = previous + current;
    previous = current;
    current = next;
    // Spread by a quarter either way, so that machines that failed together do not retry together.
    long base = Math.min(next * 1000, kind.longestPause().toMillis());
    if (throttled) {
      base = Math.max(base, kind.throttled().toMillis());
    }
    Duration pause = Duration.ofMillis((long) (base * (0.75 + random.getAsDouble() / 2)));
    pause = longer(pause, asked.orElse(Duration.ZERO));
    return made >= kind.attempts() || pause.plus(SHORTEST_ATTEMPT).compareTo(left()) > 0
        ? Optional.empty()
        : Optional.of(pause);
  }

  private Duration left() {
    Duration left = end.minus(now.get());
    return left.isNegative() || left.isZero() ? Duration.ofMillis(1) : left;
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
