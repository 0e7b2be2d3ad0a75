// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.status;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * How reporting the status goes.
 *
 * @param accepted when a status was last accepted
 * @param channel the way it took
 * @param failures how many attempts failed in a row
 * @param error what went wrong last
 * @param errorTime when
 * @param next when the next attempt is due
 */
public record Delivery(
    Optional<Instant> accepted,
    Optional<String> channel,
    int failures,
    Optional<String> error,
    Optional<Instant> errorTime,
    Optional<Instant> next) {
  static final Delivery NONE =
      new Delivery(
          Optional.empty(),
          Optional.empty(),
          0,
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  public Delivery {
    requireNonNull(accepted, "accepted");
    requireNonNull(channel, "channel");
    requireNonNull(error, "error");
    requireNonNull(errorTime, "errorTime");
    requireNonNull(next, "next");
  }

  Delivery accepted(String way, Instant now, Instant nextReport) {
    return new Delivery(
        Optional.of(now), Optional.of(way), 0, error, errorTime, Optional.of(nextReport));
  }

  Delivery failed(String text, Instant now, Instant nextAttempt) {
    return new Delivery(
        accepted,
        channel,
        failures + 1,
        Optional.of(text),
        Optional.of(now),
        Optional.of(nextAttempt));
  }
}
