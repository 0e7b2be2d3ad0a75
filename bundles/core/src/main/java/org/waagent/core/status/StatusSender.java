// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.status;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.service.log.Logger;
import org.waagent.core.history.History;
import org.waagent.core.lane.BackOff;
import org.waagent.core.loop.Causes;
import org.waagent.core.plugins.PluginRunner;
import org.waagent.goalstate.GoalState;
import org.waagent.goalstate.StatusBlob;
import org.waagent.host.HostException;
import org.waagent.host.StatusSink;
import org.waagent.os.Clock;
import org.waagent.plugin.Status;

/** Makes one report of what is known now and hands it to Azure. Used on one lane only. */
final class StatusSender {
  private static final BackOff AGAIN = new BackOff(Duration.ofSeconds(6), Duration.ofMinutes(1));
  private static final String COPY = "waagent_status.json";

  private final Sources sources;
  private final Reports reports;
  private final Gathered gathered;
  private final StatusSink sink;
  private final History history;
  private final Convergence convergence;
  private final Clock clock;
  private final Logger logger;
  private Aggregate kept;
  private Optional<Path> keptIn = Optional.empty();
  private Duration notBefore = Duration.ZERO;
  private volatile List<Status> statuses = List.of();
  private volatile String settled = "";
  private volatile Delivery delivery = Delivery.NONE;

  /** Where a report gets its facts from, and whom it tells what came of it. */
  interface Sources {
    /** Newest goal state, with ids that may be newer than those of what is wanted. */
    Optional<GoalState> newest();

    List<PluginRunner> plugins();

    /** The goal state in force names no status blob. */
    void blobMissing();

    /** What a reader of the agent's own status sees has changed. */
    void changed();
  }

  StatusSender(
      Sources sources,
      Reports reports,
      Gathered gathered,
      StatusSink sink,
      History history,
      Convergence convergence,
      Clock clock,
      Logger logger) {
    this.sources = sources;
    this.reports = reports;
    this.gathered = gathered;
    this.sink = sink;
    this.history = history;
    this.convergence = convergence;
    this.clock = clock;
    this.logger = logger;
  }

  Delivery delivery() {
    return delivery;
  }

  List<Status> statuses() {
    return statuses;
  }

  String settledGoalState() {
    return settled;
  }

  /**
   * Sends a report, unless an earlier failure asks for patience.
   *
   * @param period time to the next report if all is well
   * @return when to try again, if it failed or was too early
   */
  Optional<Duration> send(Duration period) {
    Optional<GoalState> goalState = sources.newest();
    if (goalState.isEmpty()) {
      return Optional.empty();
    }
    List<PluginRunner> plugins = sources.plugins();
    Aggregate aggregate = gathered.merge(goalState.get(), plugins, reports);
    statuses = aggregate.statuses();
    boolean complete = reports.areComplete();
    convergence.look(complete, statuses);
    if (!complete) {
      settled = "";
    }
    Duration patience = notBefore.minus(clock.sinceStart());
    if (!patience.isNegative() && !patience.isZero()) {
      return Optional.of(patience);
    }
    byte[] text = AggregateJson.write(aggregate, clock.instant());
    keep(aggregate, text);
    return upload(goalState.get(), text, complete, period);
  }

  // The file is for people and log collectors: a copy each six seconds would only wear the disk.
  private void keep(Aggregate aggregate, byte[] text) {
    Optional<Path> folder = history.newest();
    if (folder.isPresent() && !(aggregate.equals(kept) && folder.equals(keptIn))) {
      history.add(COPY, text);
      kept = aggregate;
      keptIn = folder;
      sources.changed();
    }
  }

  private Optional<Duration> upload(
      GoalState goalState, byte[] text, boolean complete, Duration period) {
    Optional<StatusBlob> blob = goalState.extensions().statusBlob();
    if (blob.isEmpty()) {
      sources.blobMissing();
      return failed("the goal state names no status blob");
    }
    try {
      StatusSink.Accepted accepted = sink.upload(blob.get(), text);
      accepted(accepted.channel(), period);
      if (complete && convergence.isConverged()) {
        settle(goalState.extensions().id());
      }
      return Optional.empty();
    } catch (HostException | RuntimeException | LinkageError e) {
      return failed(Causes.text(e));
    }
  }

  private void accepted(String channel, Duration period) {
    Delivery before = delivery;
    Instant now = clock.instant();
    delivery = before.accepted(channel, now, now.plus(period));
    if (before.failures() > 0) {
      logger.info(
          "Reporting the status recovered after {} error(s), through {}",
          before.failures(),
          channel);
    } else if (!before.channel().equals(delivery.channel())) {
      logger.info("The status is accepted through {}", channel);
    }
    if (before.failures() > 0 || !before.channel().equals(delivery.channel())) {
      sources.changed();
    }
  }

  private void settle(String id) {
    if (!settled.equals(id)) {
      settled = id;
      sources.changed();
    }
  }

  private Optional<Duration> failed(String text) {
    Delivery before = delivery;
    Duration wait = AGAIN.after(before.failures() + 1);
    notBefore = clock.sinceStart().plus(wait);
    Instant now = clock.instant();
    delivery = before.failed(text, now, now.plus(wait));
    if (before.failures() == 0 || !before.error().equals(delivery.error())) {
      logger.warn("The status was not accepted: {}", text);
      sources.changed();
    }
    return Optional.of(wait);
  }
}
