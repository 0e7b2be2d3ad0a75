// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import java.time.Duration;
import java.util.Optional;
import org.waagent.os.Clock;

/** Tries of one thing that may fail for a while. Used on one thread. */
final class Attempts {
  private final Clock clock;
  private Duration first = Duration.ZERO;
  private int made;
  private Duration notBefore = Duration.ZERO;
  private Optional<String> waiting = Optional.empty();

  Attempts(Clock clock) {
    this.clock = clock;
  }

  /** One more try begins. */
  void begin() {
    if (made++ == 0) {
      first = clock.sinceStart();
    }
    waiting = Optional.empty();
  }

  /** A try failed; whether there is to be another one, and then when. */
  boolean again(Throwable failure, Duration left) {
    Optional<Transient> kind = Transient.of(failure);
    Duration now = clock.sinceStart();
    Optional<Duration> pause =
        kind.flatMap(k -> k.pause(made, now.minus(first))).filter(time -> time.compareTo(left) < 0);
    if (pause.isEmpty()) {
      return false;
    }
    notBefore = now.plus(pause.get());
    waiting =
        Optional.of(
            "try %d of %d failed, the next is at %s: %s"
                .formatted(
                    made,
                    kind.get().tries(),
                    clock.instant().plus(pause.get()),
                    failure.getMessage()));
    return true;
  }

  /** The thing can't be begun now for a reason that is none of its own. */
  void postpone(Duration time) {
    made--;
    notBefore = clock.sinceStart().plus(time);
  }

  boolean isDue() {
    return clock.sinceStart().compareTo(notBefore) >= 0;
  }

  /** Time of the agent's clock before which no other try begins. */
  Duration notBefore() {
    return notBefore;
  }

  /** What went wrong, and when it is tried again; empty while it is not waited for. */
  Optional<String> waiting() {
    return waiting;
  }
}
