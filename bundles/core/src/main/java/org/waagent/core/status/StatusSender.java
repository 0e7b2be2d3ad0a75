// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.status;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.waagent.core.lane.Lane;
import org.waagent.core.plugins.PluginRunner;
import org.waagent.goalstate.GoalState;
import org.waagent.goalstate.StatusBlob;
import org.waagent.os.Clock;
import org.waagent.plugin.Status;

/** Makes reports of what is known now and sees to it that the newest is delivered. */
final class StatusSender {
  // From the begin of one attempt to the begin of the next: soon after a fault ends there is one.
  private static final Duration AGAIN = Duration.ofSeconds(6);
  private static final int SPREAD = 6;

  private final Sources sources;
  private final Reports reports;
  private final Gathered gathered;
  private final Uploads uploads;
  private final Outbox outbox;
  private final DeliveryLog log;
  private final Lane lane;
  private final Clock clock;
  private Consumer<Duration> again = wait -> {};
  private Duration period = AGAIN;
  private Duration notBefore = Duration.ZERO;
  private boolean waiting;
  private boolean complete;
  private long made;
  private long lastAccepted;
  private long lastRefused;
  private volatile List<Status> statuses = List.of();
  private volatile String settled = "";

  /** Where a report gets its facts from, and whom it tells what came of it. */
  interface Sources {
    /** Newest goal state, with ids that may be newer than those of what is wanted. */
    Optional<GoalState> newest();

    List<PluginRunner> plugins();

    /** Looks whether all has come to an end. */
    boolean converged(boolean processed, List<Status> statuses);

    /** A report that may be news for the history. */
    void copy(Aggregate content, byte[] text);

    /** The goal state in force names no status blob. */
    void blobMissing();

    /** What a reader of the agent's own status sees has changed. */
    void changed();
  }

  /**
   * @param lane all but the questions about state happens on it
   */
  StatusSender(
      Sources sources,
      Reports reports,
      Gathered gathered,
      Uploads uploads,
      Outbox outbox,
      DeliveryLog log,
      Lane lane,
      Clock clock) {
    this.sources = sources;
    this.reports = reports;
    this.gathered = gathered;
    this.uploads = uploads;
    this.outbox = outbox;
    this.log = log;
    this.lane = lane;
    this.clock = clock;
  }

  List<Status> statuses() {
    return statuses;
  }

  String settledGoalState() {
    return settled;
  }

  /**
   * Sends a report, unless an earlier failure asks for patience or one is being sent.
   *
   * @param usual time to the next report if all is well
   * @param later asks for another call after a time
   */
  void send(Duration usual, Consumer<Duration> later) {
    period = usual;
    again = later;
    Optional<GoalState> goalState = sources.newest();
    if (goalState.isEmpty()) {
      former();
      return;
    }
    Aggregate aggregate = gathered.merge(goalState.get(), sources.plugins(), reports);
    statuses = aggregate.statuses();
    complete = reports.areComplete();
    boolean last = sources.converged(complete, statuses) && complete;
    if (!complete) {
      settled = "";
    }
    if (mayBegin()) {
      Instant now = clock.instant();
      byte[] text = AggregateJson.write(aggregate, now);
      sources.copy(aggregate, text);
      upload(goalState.get(), aggregate, text, last, now);
    }
  }

  private boolean mayBegin() {
    Duration patience = notBefore.minus(clock.sinceStart());
    if (!patience.isNegative() && !patience.isZero()) {
      again.accept(patience);
      return false;
    }
    waiting = !uploads.isFree();
    return !waiting;
  }

  /** Without a goal state there is nothing new to say, but perhaps something old. */
  private void former() {
    Optional<StatusReport> left = outbox.kept().report();
    if (left.isPresent() && mayBegin()) {
      uploads.begin(left.get(), ended(left.get(), false));
    }
  }

  private void upload(
      GoalState goalState, Aggregate aggregate, byte[] text, boolean last, Instant now) {
    Optional<StatusBlob> blob = goalState.extensions().statusBlob();
    if (blob.isEmpty()) {
      sources.blobMissing();
      failed("the goal state names no status blob", clock.sinceStart());
      return;
    }
    StatusReport report =
        new StatusReport(
            Optional.of(aggregate), blob.get(), text, now, goalState.extensions().id());
    uploads.begin(report, ended(report, last));
  }

  private Uploads.Ended ended(StatusReport report, boolean last) {
    long number = ++made;
    Duration began = clock.sinceStart();
    return new Uploads.Ended() {
      @Override
      public void accepted(String channel) {
        lane.run(() -> StatusSender.this.accepted(report, last, number, channel));
      }

      @Override
      public void failed(String text) {
        lane.run(
            () -> {
              refused(report, number);
              StatusSender.this.failed(text, began);
              next();
            });
      }
    };
  }

  // A report that was stuck may end after a newer one; it must not replace that in the outbox.
  private void refused(StatusReport report, long number) {
    if (number > Math.max(lastAccepted, lastRefused)) {
      lastRefused = number;
      outbox.keep(report);
    }
  }

  private void accepted(StatusReport report, boolean last, long number, String channel) {
    if (log.accepted(channel, period)) {
      sources.changed();
    }
    notBefore = Duration.ZERO;
    if (number < made) {
      // It was stuck and may have overwritten a newer one: the newest is sent once more.
      again.accept(Duration.ZERO);
    }
    if (number > lastAccepted) {
      lastAccepted = number;
      outbox.accepted(report);
      settle(last && complete ? report.goalState() : settled);
    }
    next();
  }

  private void settle(String id) {
    if (!settled.equals(id)) {
      settled = id;
      sources.changed();
    }
  }

  private void failed(String text, Duration began) {
    Duration most = period.compareTo(AGAIN) < 0 ? period : AGAIN;
    long millis = most.toMillis();
    long spread = ThreadLocalRandom.current().nextLong(millis / SPREAD + 1);
    notBefore = began.plusMillis(millis - spread);
    Duration wait = notBefore.minus(clock.sinceStart());
    Duration sane = wait.isNegative() ? Duration.ZERO : wait;
    if (log.failed(text, sane)) {
      sources.changed();
    }
    again.accept(sane);
  }

  /** What became known while an upload ran does not wait for the next period. */
  private void next() {
    if (waiting) {
      waiting = false;
      again.accept(Duration.ZERO);
    }
  }
}
