// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.status;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.osgi.service.log.Logger;
import org.waagent.core.lane.Lane;
import org.waagent.core.lane.Newest;
import org.waagent.core.loop.Trouble;

/**
 * Keeps the newest report that could not be delivered, over a restart too. The disk has a lane of
 * its own: reporting never waits for it.
 */
final class Outbox {
  private final OutboxFile file;
  private final Lane lane;
  private final Logger logger;
  private final Trouble trouble;
  private final Newest<Optional<StatusReport>> disk;
  private volatile Kept kept = new Kept(Optional.empty(), 0);
  private volatile boolean written = true;

  /**
   * What it holds.
   *
   * @param report the newest that was not delivered
   * @param superseded how many others were replaced by newer ones before they could be delivered,
   *     in this start of the agent
   */
  record Kept(Optional<StatusReport> report, int superseded) {}

  Outbox(OutboxFile file, Lane lane, Logger logger) {
    this.file = file;
    this.lane = lane;
    this.logger = logger;
    this.trouble = new Trouble("A status that was not accepted can't be kept on disk", logger);
    this.disk = new Newest<>(lane, this::store);
  }

  Kept kept() {
    return kept;
  }

  /** Reads what an earlier start left, and says so to whom it concerns. */
  void load(Runnable found) {
    lane.run(
        () -> {
          if (former().isPresent()) {
            found.run();
          }
        });
  }

  private Optional<StatusReport> former() {
    try {
      Optional<StatusReport> report = file.read();
      report.ifPresent(this::hold);
      return report;
    } catch (IOException | RuntimeException e) {
      logger.warn("What was kept of an undelivered status is lost: {}", e.getMessage());
      replace();
      return Optional.empty();
    }
  }

  // A report that was refused meanwhile may wait to be written.
  private synchronized void replace() {
    disk.put(kept.report());
  }

  private synchronized void hold(StatusReport report) {
    if (kept.report().isEmpty()) {
      logger.info("The status of {} was not delivered before the agent ended", report.made());
      kept = new Kept(Optional.of(report), kept.superseded());
    }
  }

  /** A report was not accepted. */
  synchronized void keep(StatusReport report) {
    Optional<StatusReport> before = kept.report();
    if (before.isPresent() && before.get().saysTheSameAs(report)) {
      if (!written) {
        disk.put(before);
      }
      return;
    }
    kept = new Kept(Optional.of(report), kept.superseded() + tell(before));
    disk.put(kept.report());
  }

  /** A report was accepted, which says all that one that was kept said, or is newer. */
  synchronized void accepted(StatusReport report) {
    Optional<StatusReport> before = kept.report();
    if (before.isEmpty()) {
      if (!written) {
        // It was told already, but is still on disk, where a later start would take it for news.
        disk.put(before);
      }
      return;
    }
    boolean itself = before.get().saysTheSameAs(report);
    kept = new Kept(Optional.empty(), kept.superseded() + (itself ? 0 : tell(before)));
    disk.put(Optional.empty());
  }

  // The text of such a report stays in the history, in the folder of its goal state.
  private int tell(Optional<StatusReport> before) {
    if (before.isEmpty()) {
      return 0;
    }
    logger.info(
        "The status of {} for the goal state {} was not delivered; a newer one takes its place",
        before.get().made(),
        before.get().goalState());
    return 1;
  }

  private void store(Optional<StatusReport> report) {
    try {
      if (report.isPresent()) {
        file.write(report.get());
      } else {
        file.remove();
      }
      written = true;
      trouble.over();
    } catch (IOException | RuntimeException e) {
      written = false;
      trouble.failed(e);
    }
  }

  /** When the report that is kept was made. */
  Optional<Instant> since() {
    return kept.report().map(StatusReport::made);
  }
}
