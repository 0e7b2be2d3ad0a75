// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.swap;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Reads another sign on a thread of its own: what that one asks of a bundle may never come back,
 * and must not take the updater along.
 */
final class PatientSign implements Sign {
  /** An answer takes far less than this. */
  private static final Duration MOMENT = Duration.ofSeconds(2);

  private final Sign sign;
  private final String silence;
  private final Duration most;
  private final AtomicReference<Reading> answer = new AtomicReference<>();
  private Optional<Thread> asking = Optional.empty();

  /**
   * @param sign may hang
   * @param silence what it means that it does
   * @param most how long it is waited for in one look
   */
  private PatientSign(Sign sign, String silence, Duration most) {
    this.sign = requireNonNull(sign, "sign");
    this.silence = requireNonNull(silence, "silence");
    this.most = requireNonNull(most, "most");
  }

  /** For one that is looked at again and again. */
  static PatientSign of(Sign sign, String silence) {
    return new PatientSign(sign, silence, MOMENT);
  }

  /** For one that asks bundles. */
  static PatientSign of(Sign sign) {
    return of(sign, MOMENT);
  }

  /** For one that asks bundles, and is looked at once. */
  static PatientSign of(Sign sign, Duration most) {
    return new PatientSign(sign, "a new bundle does not answer when it is asked", most);
  }

  @Override
  public Reading read() {
    Thread thread = asking.filter(Thread::isAlive).orElseGet(this::ask);
    asking = Optional.of(thread);
    try {
      thread.join(most.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // A thread that is stuck ends with its process only.
    return thread.isAlive()
        ? new Reading.Waiting(silence, SwapException.Cure.RESTART)
        : answer.get();
  }

  private Thread ask() {
    Thread thread = new Thread(() -> answer.set(look()), "updater: signs");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** What changes places at this moment may fail to answer; so may what is broken. */
  private Reading look() {
    try {
      return sign.read();
    } catch (RuntimeException | Error e) {
      return new Reading.Waiting(Reasons.of(e));
    }
  }
}
