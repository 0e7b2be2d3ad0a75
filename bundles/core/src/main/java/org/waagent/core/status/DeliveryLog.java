// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.status;

import java.time.Duration;
import java.time.Instant;
import org.osgi.service.log.Logger;
import org.waagent.os.Clock;

/** Keeps account of how reporting goes, and logs what changes. */
final class DeliveryLog {
  private final Clock clock;
  private final Logger logger;
  private volatile Delivery delivery = Delivery.NONE;

  DeliveryLog(Clock clock, Logger logger) {
    this.clock = clock;
    this.logger = logger;
  }

  Delivery now() {
    return delivery;
  }

  /** What an earlier start of the agent knew; counts until a status is accepted in this one. */
  synchronized void remember(Instant accepted, String channel) {
    delivery = delivery.remembering(accepted, channel);
  }

  /** A report was accepted; returns whether that is news. */
  synchronized boolean accepted(String channel, Duration period) {
    Delivery before = delivery;
    Instant now = clock.instant();
    delivery = before.accepted(channel, now, now.plus(period));
    boolean other = !before.channel().equals(delivery.channel());
    if (before.failures() > 0) {
      logger.info(
          "Reporting the status recovered after {} error(s), through {}",
          before.failures(),
          channel);
    } else if (other || before.remembered()) {
      logger.info("The status is accepted through {}", channel);
    }
    return before.failures() > 0 || other || before.remembered();
  }

  /** One was not; returns whether that is news. */
  synchronized boolean failed(String text, Duration wait) {
    Delivery before = delivery;
    Instant now = clock.instant();
    delivery = before.failed(text, now, now.plus(wait));
    boolean news = before.failures() == 0 || !before.error().equals(delivery.error());
    if (news) {
      logger.warn("The status was not accepted: {}", text);
    }
    return news;
  }
}
