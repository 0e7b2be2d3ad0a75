// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.osgi.service.log.Logger;
import org.waagent.core.lane.BackOff;
import org.waagent.core.lane.Lane;
import org.waagent.host.HostException;
import org.waagent.os.Clock;

/** Tells the fabric once that the machine is ready, again and again until it is accepted. */
public final class ReadyReport {
  private static final BackOff AGAIN = new BackOff(Duration.ofSeconds(5), Duration.ofMinutes(5));

  private final Telling telling;
  private final Lane lane;
  private final Clock clock;
  private final Runnable changed;
  private final Logger logger;
  private boolean provisioned;
  private volatile boolean goalState;
  private boolean begun;
  private int failures;
  private volatile State state = State.WAITING;

  /** Tells the fabric. */
  @FunctionalInterface
  public interface Telling {
    /**
     * Reports the machine ready.
     *
     * @throws HostException if it was not accepted
     */
    void ready() throws HostException;
  }

  /**
   * How it stands.
   *
   * @param accepted when the fabric took the report
   * @param error what went wrong last, until it is accepted
   * @param next when it is tried again
   */
  public record State(Optional<Instant> accepted, Optional<String> error, Optional<Instant> next) {
    static final State WAITING = new State(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * @param changed is called when the state changed
   */
  public ReadyReport(Telling telling, Lane lane, Clock clock, Runnable changed, Logger logger) {
    this.telling = telling;
    this.lane = lane;
    this.clock = clock;
    this.changed = changed;
    this.logger = logger;
  }

  /** The machine is set up. */
  public void provisioned() {
    lane.run(
        () -> {
          provisioned = true;
          begin();
        });
  }

  /** There is a goal state to report for. */
  public void goalStateKnown() {
    if (!goalState) {
      lane.run(
          () -> {
            goalState = true;
            begin();
          });
    }
  }

  /** How it stands. */
  public State state() {
    return state;
  }

  private void begin() {
    if (provisioned && goalState && !begun) {
      begun = true;
      report();
    }
  }

  private void report() {
    try {
      telling.ready();
      state = new State(Optional.of(clock.instant()), Optional.empty(), Optional.empty());
      logger.info("The machine was reported ready");
    } catch (HostException | RuntimeException | LinkageError e) {
      again(Causes.text(e));
    }
    changed.run();
  }

  private void again(String text) {
    failures++;
    Duration wait = AGAIN.after(failures);
    if (state.error().isEmpty() || !state.error().get().equals(text)) {
      logger.warn("The machine could not be reported ready: {}", text);
    }
    state = new State(Optional.empty(), Optional.of(text), Optional.of(clock.instant().plus(wait)));
    lane.after(wait, this::report);
  }
}
