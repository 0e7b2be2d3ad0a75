// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.lane;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait after a number of failures: doubled each time, up to a bound, and spread by a
 * fifth to either side so that many machines do not come back at one instant.
 *
 * @param first wait after the first failure
 * @param most longest wait, before it is spread
 */
public record BackOff(Duration first, Duration most) {
  private static final int SPREAD = 5;

  /**
   * The wait after a failure.
   *
   * @param failures how many there were in a row, at least 1
   */
  public Duration after(int failures) {
    long millis = first.toMillis() << Math.min(failures - 1, 20);
    millis = Math.min(millis, most.toMillis());
    long spread = millis / SPREAD;
    return Duration.ofMillis(millis + ThreadLocalRandom.current().nextLong(-spread, spread + 1));
  }
}
