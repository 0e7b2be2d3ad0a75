// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.osgi.service.log.Logger;
import org.waagent.core.lane.Lane;
import org.waagent.goalstate.GoalState;
import org.waagent.host.GoalStateSource;
import org.waagent.host.GoalStateSource.Document;
import org.waagent.host.GoalStateSource.Fetch;
import org.waagent.host.GoalStateSource.Polled;
import org.waagent.host.GoalStateSource.Unread;
import org.waagent.host.HostException;
import org.waagent.os.Clock;

/** Asks for the goal state each period, for as long as the agent runs. */
public final class GoalStateLoop {
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private final GoalStateSource source;
  private final Clock clock;
  private final Lane lane;
  private final Supplier<Duration> period;
  private final Listener listener;
  private final PollErrors errors;
  private volatile Polls polls = Polls.NONE;
  private volatile Fetch how = Fetch.CHANGES;
  private final AtomicBoolean started = new AtomicBoolean();
  private volatile boolean stopped;

  /** Gets what a poll brought, on the loop's lane. */
  public interface Listener {
    /** A new goal state. */
    void fresh(GoalState goalState, List<Document> documents);

    /** The goal state in force did not change; its container id may have. */
    void unchanged(GoalState goalState);

    /** What can't be understood; none if all can be. Told after each poll that was answered. */
    void unread(List<Unread> unread);

    /** A poll ended, well or not. */
    void polled();
  }

  /**
   * @param period time from one poll to the next; asked before each wait
   */
  public GoalStateLoop(
      GoalStateSource source,
      Clock clock,
      Lane lane,
      Supplier<Duration> period,
      Listener listener,
      Logger logger) {
    this.source = source;
    this.clock = clock;
    this.lane = lane;
    this.period = period;
    this.listener = listener;
    this.errors = new PollErrors(clock, logger);
  }

  /** Polls at once and goes on by itself. A second start is none. */
  public void start() {
    if (started.compareAndSet(false, true)) {
      lane.run(this::round);
    }
  }

  /** Makes the next poll the last. */
  public void stop() {
    stopped = true;
    lane.abandon();
  }

  /** Has the next poll fetch every part, new or not. */
  public void refresh() {
    how = Fetch.EVERYTHING;
  }

  /** How polling goes. */
  public Polls polls() {
    return stopped ? polls.idle() : polls;
  }

  private void round() {
    if (stopped) {
      return;
    }
    Duration began = clock.sinceStart();
    polls = polls.begun(clock.instant());
    try {
      poll();
    } finally {
      if (!stopped) {
        goOn(clock.sinceStart().minus(began));
      }
    }
  }

  private void goOn(Duration took) {
    Duration rest = period.get().minus(took);
    Duration wait = rest.compareTo(SHORTEST) < 0 ? SHORTEST : rest;
    polls = polls.ended(clock.instant().plus(wait));
    lane.after(wait, this::round);
    listener.polled();
  }

  private void poll() {
    try {
      Fetch fetch = how;
      Polled polled = source.poll(fetch);
      if (fetch == Fetch.EVERYTHING) {
        how = Fetch.CHANGES;
      }
      polls = polls.succeeded(clock.instant());
      errors.none();
      tell(polled);
    } catch (HostException | RuntimeException | LinkageError e) {
      if (!stopped) {
        String text = Causes.text(e);
        polls = polls.failed(text, clock.instant());
        errors.another(text);
      }
    }
  }

  private void tell(Polled polled) {
    if (polled instanceof Polled.Fresh fresh) {
      listener.fresh(fresh.goalState(), fresh.documents());
    } else {
      listener.unchanged(polled.goalState());
    }
    listener.unread(polled.unread());
  }

  /**
   * How polling goes.
   *
   * @param since when the poll that runs now began; empty between polls
   * @param lastSuccess when a poll last brought an answer
   * @param failures how many polls failed in a row
   * @param failingSince when the first of these ended; empty if the last one did not fail
   * @param lastError what went wrong last
   * @param lastErrorTime when
   * @param next when the next poll is due; empty while one runs
   */
  public record Polls(
      Optional<Instant> since,
      Optional<Instant> lastSuccess,
      int failures,
      Optional<Instant> failingSince,
      Optional<String> lastError,
      Optional<Instant> lastErrorTime,
      Optional<Instant> next) {
    static final Polls NONE =
        new Polls(
            Optional.empty(),
            Optional.empty(),
            0,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    Polls begun(Instant now) {
      return new Polls(
          Optional.of(now),
          lastSuccess,
          failures,
          failingSince,
          lastError,
          lastErrorTime,
          Optional.empty());
    }

    Polls succeeded(Instant now) {
      return new Polls(
          since, Optional.of(now), 0, Optional.empty(), lastError, lastErrorTime, next);
    }

    Polls failed(String error, Instant now) {
      return new Polls(
          since,
          lastSuccess,
          failures + 1,
          failingSince.isPresent() ? failingSince : Optional.of(now),
          Optional.of(error),
          Optional.of(now),
          next);
    }

    Polls idle() {
      return ended(Optional.empty());
    }

    Polls ended(Instant nextPoll) {
      return ended(Optional.of(nextPoll));
    }

    private Polls ended(Optional<Instant> nextPoll) {
      return new Polls(
          Optional.empty(),
          lastSuccess,
          failures,
          failingSince,
          lastError,
          lastErrorTime,
          nextPoll);
    }
  }
}
