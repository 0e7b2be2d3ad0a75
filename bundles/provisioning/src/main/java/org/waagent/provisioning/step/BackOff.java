// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.step;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait until another look: doubled each time, up to a bound, and spread by a fifth to
 * either side, as many machines are made at one instant.
 *
 * @param first wait after the first look
 * @param most longest wait, before it is spread
 */
public record BackOff(Duration first, Duration most) {
  private static final int SPREAD = 5;

  /**
   * The wait after a look.
   *
   * @param looks how many there were, at least 1
   */
  public Duration after(int looks) {
    long millis = Math.min(first.toMillis() << Math.min(looks - 1, 20), most.toMillis());
    long spread = millis / SPREAD;
    return Duration.ofMillis(millis + ThreadLocalRandom.current().nextLong(-spread, spread + 1));
  }
}
