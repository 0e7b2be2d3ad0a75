// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.spool;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import org.osgi.service.log.Logger;

/** Counts what never reached the host, and tells it at most twice an hour. */
public final class Losses {
  private static final Duration PAUSE = Duration.ofMinutes(30);

  private final Map<Reason, Long> counts = new EnumMap<>(Reason.class);
  private final Supplier<Duration> now;
  private final Logger logger;
  private Duration next = Duration.ZERO;
  private long untold;

  /**
   * @param now time that does not jump
   */
  public Losses(Supplier<Duration> now, Logger logger) {
    this.now = now;
    this.logger = logger;
  }

  /** Why an event is gone. */
  public enum Reason {
    TOO_MANY("too many events at once"),
    TOO_MANY_FILES("too many files wait for the host"),
    OVERSIZED("larger than the host takes"),
    MALFORMED("can't be read"),
    REFUSED("refused by the host"),
    EXTENSION_LIMIT("an extension wrote more or larger events than it may"),
    EXTENSION_INVALID("an extension wrote what is no whole event");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    /** For people. */
    public String text() {
      return text;
    }
  }

  /** So many events are lost. */
  public void add(Reason reason, long count) {
    long tell = count(reason, count);
    if (tell > 0) {
      logger.warn("{} telemetry events were dropped, the last because {}", tell, reason.text());
    }
  }

  private synchronized long count(Reason reason, long count) {
    if (count == 0) {
      return 0;
    }
    counts.merge(reason, count, Long::sum);
    untold += count;
    if (now.get().compareTo(next) < 0) {
      return 0;
    }
    next = now.get().plus(PAUSE);
    long tell = untold;
    untold = 0;
    return tell;
  }

  /** What was counted since the start. */
  public synchronized Map<Reason, Long> counts() {
    return new EnumMap<>(counts);
  }
}
