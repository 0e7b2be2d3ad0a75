// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.http;

import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/** Counts the attempts of one call and says how long to pause before the next. */
final class Retry {
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

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

  /** The pause before the next attempt; empty if there is none. */
  Optional<Duration> pause(boolean throttled, Optional<Duration> asked) {
    long next = previous + current;
    previous = current;
    current = next;
    // Spread over 0.75 to 1.25 of the delay, so that machines that fail together part.
    Duration pause = shorter(LONGEST_PAUSE, Duration.ofMillis((long) (next * jitter())));
    if (throttled) {
      pause = longer(pause, kind.throttled());
    }
    pause = longer(pause, asked.orElse(Duration.ZERO));
    return made >= kind.attempts() || pause.compareTo(left()) >= 0
        ? Optional.empty()
        : Optional.of(pause);
  }

  private double jitter() {
    return 1000 * (0.75 + random.getAsDouble() / 2);
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
