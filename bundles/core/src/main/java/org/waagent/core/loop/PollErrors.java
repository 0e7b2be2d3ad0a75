// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.loop;

import java.time.Duration;
import org.osgi.service.log.Logger;
import org.waagent.os.Clock;

/** Tells the first three failures in a row, then one every six hours, and the recovery. */
final class PollErrors {
  private static final int TOLD = 3;
  private static final Duration PAUSE = Duration.ofHours(6);

  private final Clock clock;
  private final Logger logger;
  private int inARow;
  private Duration lastTold = Duration.ZERO;

  PollErrors(Clock clock, Logger logger) {
    this.clock = clock;
    this.logger = logger;
  }

  void another(String text) {
    inARow++;
    Duration now = clock.sinceStart();
    if (inARow > TOLD && now.minus(lastTold).compareTo(PAUSE) < 0) {
      return;
    }
    lastTold = now;
    logger.warn("Error fetching the goal state ({} in a row): {}{}", inARow, text, outlook());
  }

  private String outlook() {
    return inARow == TOLD ? "; more of these are told once every 6 hours" : "";
  }

  void none() {
    if (inARow > 0) {
      logger.info("Fetching the goal state recovered after {} error(s)", inARow);
      inARow = 0;
    }
  }
}
