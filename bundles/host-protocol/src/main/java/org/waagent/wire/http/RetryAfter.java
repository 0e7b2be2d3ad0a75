// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.http;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Reads {@code Retry-After} in either of its forms (RFC 9110, 10.2.3). */
final class RetryAfter {
  /** A server that is wrong about its own troubles must not silence the agent for hours. */
  static final Duration MOST = Duration.ofMinutes(1);

  private RetryAfter() {}

  /** The time asked for, at most {@link #MOST}; empty for a text that is neither form. */
  static Optional<Duration> read(String text, Instant now) {
    String trimmed = text.strip();
    try {
      Duration asked =
          isNumber(trimmed)
              ? Duration.ofSeconds(
                  trimmed.length() > 9 ? MOST.toSeconds() : Long.parseLong(trimmed))
              : Duration.between(now, date(trimmed));
      return asked.isNegative() || asked.isZero()
          ? Optional.empty()
          : Optional.of(asked.compareTo(MOST) > 0 ? MOST : asked);
    } catch (DateTimeParseException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static Instant date(String text) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
  }
}
