// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.osgi.service.log.Logger;
import org.waagent.core.lane.BackOff;
import org.waagent.core.lane.Lane;
import org.waagent.host.HealthSink.Health;
import org.waagent.host.HostException;
import org.waagent.os.Clock;

/**
 * Tells the fabric how the machine is: that it is being set up, that this failed, and once that it
 * is ready. Each is told again and again until it is accepted, or until there is something newer.
 */
public final class ReadyReport {
  private static final BackOff AGAIN = new BackOff(Duration.ofSeconds(5), Duration.ofMinutes(5));

  private final Telling telling;
  private final Lane lane;
  private final Clock clock;
  private final Runnable changed;
  private final Logger logger;
  private volatile boolean goalState;
  private volatile Optional<Health> wanted = Optional.empty();
  private Optional<Health> begun = Optional.empty();
  private int failures;
  private volatile State state = State.WAITING;

  /** Tells the fabric. */
  @FunctionalInterface
  public interface Telling {
    /**
     * Reports how the machine is.
     *
     * @throws HostException if it was not accepted
     */
    void tell(Health health) throws HostException;
  }

  /**
   * How it stands.
   *
   * @param accepted when the fabric took the report that the machine is ready
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
    want(new Health.Ready());
  }

  /** The machine is being set up. */
  public void provisioning() {
    want(new Health.NotReady("Provisioning", "Starting"));
  }

  /** Setting the machine up failed; it is tried again when there is a reason to. */
  public void failed(String why) {
    want(new Health.NotReady("ProvisioningFailed", why));
  }

  /** Whether nothing can come any more but the answer to the last report. */
  public boolean isReady() {
    return wanted.isPresent() && wanted.get() instanceof Health.Ready;
  }

  private void want(Health health) {
    if (!isReady() && !wanted.equals(Optional.of(health))) {
      wanted = Optional.of(health);
      lane.run(this::begin);
    }
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
    if (goalState && wanted.isPresent() && !begun.equals(wanted)) {
      begun = wanted;
      report(wanted.get());
    }
  }

  private void report(Health health) {
    if (!begun.equals(Optional.of(health))) {
      return;
    }
    try {
      telling.tell(health);
      failures = 0;
      accepted(health);
    } catch (HostException | RuntimeException | LinkageError e) {
      again(health, Causes.text(e));
    }
    changed.run();
  }

  private void accepted(Health health) {
    if (health instanceof Health.NotReady not) {
      state = State.WAITING;
      logger.info("The machine was reported not ready: {}", not.subStatus());
    } else {
      state = new State(Optional.of(clock.instant()), Optional.empty(), Optional.empty());
      logger.info("The machine was reported ready");
    }
  }

  private void again(Health health, String text) {
    failures++;
    Duration wait = AGAIN.after(failures);
    if (state.error().isEmpty() || !state.error().get().equals(text)) {
      logger.warn("The machine's health could not be reported: {}", text);
    }
    state = new State(Optional.empty(), Optional.of(text), Optional.of(clock.instant().plus(wait)));
    lane.after(wait, () -> report(health));
  }
}
