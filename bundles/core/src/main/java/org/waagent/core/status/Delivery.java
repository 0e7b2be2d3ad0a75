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
 * @param remembered whether that was in an earlier start of the agent
 * @param failures how many attempts failed in a row
 * @param failingSince when the first of these did
 * @param error what went wrong last
 * @param errorTime when
 * @param next when the next attempt is due
 */
public record Delivery(
    Optional<Instant> accepted,
    Optional<String> channel,
    boolean remembered,
    int failures,
    Optional<Instant> failingSince,
    Optional<String> error,
    Optional<Instant> errorTime,
    Optional<Instant> next) {
  static final Delivery NONE =
      new Delivery(
          Optional.empty(),
          Optional.empty(),
          false,
          0,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  public Delivery {
    requireNonNull(accepted, "accepted");
    requireNonNull(channel, "channel");
    requireNonNull(failingSince, "failingSince");
    requireNonNull(error, "error");
    requireNonNull(errorTime, "errorTime");
    requireNonNull(next, "next");
  }

  Delivery remembering(Instant time, String way) {
    return accepted.isPresent()
        ? this
        : new Delivery(
            Optional.of(time),
            Optional.of(way),
            true,
            failures,
            failingSince,
            error,
            errorTime,
            next);
  }

  Delivery accepted(String way, Instant now, Instant nextReport) {
    return new Delivery(
        Optional.of(now),
        Optional.of(way),
        false,
        0,
        Optional.empty(),
        error,
        errorTime,
        Optional.of(nextReport));
  }

  Delivery failed(String text, Instant now, Instant nextAttempt) {
    return new Delivery(
        accepted,
        channel,
        remembered,
        failures + 1,
        failingSince.isPresent() ? failingSince : Optional.of(now),
        Optional.of(text),
        Optional.of(now),
        Optional.of(nextAttempt));
  }
}
