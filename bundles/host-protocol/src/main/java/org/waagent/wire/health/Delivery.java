// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.health;

import java.time.Duration;
import java.util.function.Supplier;
import org.waagent.host.HostException;

/** Tells when the status can't be delivered any more, and when it can again. */
public final class Delivery {
  private static final Duration WINDOW = Duration.ofMinutes(15);

  private final Events events;
  private final ErrorWindow window;
  private boolean told;
  private boolean works;

  Delivery(Events events, Supplier<Duration> now) {
    this.events = events;
    this.window = new ErrorWindow(WINDOW, now);
  }

  /** Delivers the status. */
  public <T> T observe(HostCall<T> call) throws HostException {
    try {
      T result = call.go();
      worked();
      return result;
    } catch (HostException e) {
      if (!Thread.currentThread().isInterrupted()) {
        failed(e.getMessage());
      }
      throw e;
    }
  }

  /** The status was accepted. */
  private synchronized void worked() {
    window.worked();
    if (turned(true)) {
      events.worked("ReportStatus", "");
    }
  }

  /** The status was accepted by no channel. */
  private synchronized void failed(String reason) {
    window.failed();
    if (turned(false)) {
      events.failed("ReportStatus", reason);
    }
    if (window.isDown()) {
      window.worked();
      events.failed("ReportStatusExtended", "no status was accepted for 15 minutes: " + reason);
    }
  }

  /** The first outcome counts as a turn. */
  private boolean turned(boolean now) {
    boolean turned = !told || works != now;
    told = true;
    works = now;
    return turned;
  }
}
