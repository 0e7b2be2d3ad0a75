// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.goalstate;

import java.math.BigDecimal;
import java.time.Instant;
import org.waagent.goalstate.ExtensionsGoalState;

/** Creation times as Azure counts them: 100 ns since the year 1. */
final class Ticks {
  private Ticks() {}

  /** The time; {@link ExtensionsGoalState#NEVER} for a text that is no count. */
  static Instant time(String text) {
    if (text.isEmpty() || text.length() > 18 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return ExtensionsGoalState.NEVER;
    }
    // Through a floating-point number of seconds, as the Python agent does it: times are compared
    // with the one it may have left in fast_track.json, so they must come out alike.
    double seconds = new BigDecimal(text).movePointLeft(7).doubleValue();
    long whole = (long) seconds;
    long micros = (long) Math.rint((seconds - whole) * 1_000_000);
    return ExtensionsGoalState.NEVER.plusSeconds(whole).plusNanos(micros * 1000);
  }
}
