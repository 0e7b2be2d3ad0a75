// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.verb;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * Times told as people do, seen from one moment.
 *
 * @param now the moment
 */
record Ages(Instant now) {
  /** {@code 5 s ago}; {@code never} for an empty text. */
  String ago(String time) {
    return time.isEmpty() ? "never" : span(Duration.between(parse(time), now)) + " ago";
  }

  /** {@code in 5 s}. */
  String in(String time) {
    return "in " + span(Duration.between(now, parse(time)));
  }

  private Instant parse(String time) {
    try {
      return Instant.parse(time);
    } catch (DateTimeParseException e) {
      return now;
    }
  }

  private static String span(Duration time) {
    long seconds = Math.max(0, time.toSeconds());
    if (seconds < 120) {
      return seconds + " s";
    }
    if (seconds < 7200) {
      return seconds / 60 + " min";
    }
    return seconds < 172_800 ? seconds / 3600 + " h" : seconds / 86_400 + " days";
  }
}
