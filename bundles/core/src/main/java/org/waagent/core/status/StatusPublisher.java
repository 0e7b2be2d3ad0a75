// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.status;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.waagent.core.lane.Alarm;
import org.waagent.core.lane.Lane;
import org.waagent.core.lane.Lanes;
import org.waagent.os.Clock;
import org.waagent.plugin.Status;

/**
 * Reports each period, and soon after something changed. Asking the plugins and sending have a lane
 * each, so that neither a plugin that hangs nor one that works keeps the status from going out.
 */
public final class StatusPublisher {
  private static final Duration SOON = Duration.ofMillis(200);
  private static final Duration LONGEST_PERIOD = Duration.ofMinutes(1);

  private final Lane asking;
  private final Clock clock;
  private final Supplier<Duration> period;
  private final Consumer<Duration> awake;
  private final Parts parts;
  private final Object schedule = new Object();
  private final Alarm alarm;
  private Duration due = Duration.ZERO;
  private boolean armed;
  private boolean gathering;
  private boolean queued;
  private boolean stopped;

  /** What it drives. */
  record Parts(
      Reports reports,
      StatusSender sender,
      Uploads uploads,
      Outbox outbox,
      DeliveryLog log,
      Lane sending) {}

  /**
   * @param awake is told at each wake-up when the next one comes at the latest
   */
  StatusPublisher(Parts parts, Lanes lanes, Supplier<Duration> period, Consumer<Duration> awake) {
    this.parts = parts;
    this.asking = lanes.lane("reports");
    this.clock = lanes.clock();
    this.alarm = new Alarm(clock);
    this.period = period;
    this.awake = awake;
  }

  /** Looks for a report that an earlier start could not deliver; one that is there is sent. */
  public void load() {
    // A goal state that comes meanwhile brings something newer.
    parts.outbox().load(() -> arm(next()));
  }

  /** What an earlier start knew of the last status that was accepted. */
  public void remember(Instant accepted, String channel) {
    parts.log().remember(accepted, channel);
  }

  /** Begins the periodic reports. */
  public void start() {
    arm(Duration.ZERO);
  }

  /** Something changed that Azure will want to know. Returns at once. */
  public void soon() {
    arm(SOON);
  }

  /** Ends it, without waiting for an upload. */
  public void stop() {
    synchronized (schedule) {
      stopped = true;
      alarm.off();
    }
    asking.abandon();
    parts.uploads().stop();
    parts.sending().abandon();
  }

  /** How reporting goes. */
  public Delivery delivery() {
    return parts.log().now();
  }

  /** What was last merged for a report. */
  public List<Status> statuses() {
    return parts.sender().statuses();
  }

  /** Id of the goal state whose last word on every extension was accepted; empty if none. */
  public String settledGoalState() {
    return parts.sender().settledGoalState();
  }

  /** When the report that waits to be delivered was made; empty if none waits. */
  public Optional<Instant> undelivered() {
    return parts.outbox().since();
  }

  /** How many undelivered reports of this start were replaced by newer ones. */
  public int superseded() {
    return parts.outbox().kept().superseded();
  }

  /** The plugin that is asked for its report now. */
  public Optional<String> asking() {
    return parts.reports().asking();
  }

  private void arm(Duration delay) {
    synchronized (schedule) {
      Duration at = clock.sinceStart().plus(delay);
      if (stopped || armed && due.compareTo(at) <= 0) {
        return;
      }
      armed = true;
      due = at;
      alarm.set(delay, this::tick);
    }
  }

  private void tick() {
    boolean gather;
    synchronized (schedule) {
      armed = false;
      gather = !gathering;
      gathering = true;
    }
    Duration next = next();
    arm(next);
    awake.accept(next);
    if (gather) {
      asking.run(this::gather);
    } else {
      // A plugin has kept the last question unanswered for a period: go on without it.
      send();
    }
  }

  private Duration next() {
    Duration wanted = period.get();
    return wanted.compareTo(LONGEST_PERIOD) > 0 ? LONGEST_PERIOD : wanted;
  }

  private void gather() {
    try {
      parts.reports().gather();
    } finally {
      synchronized (schedule) {
        gathering = false;
      }
      send();
    }
  }

  private void send() {
    synchronized (schedule) {
      if (queued || stopped) {
        return;
      }
      queued = true;
    }
    parts.sending().run(this::sendNow);
  }

  private void sendNow() {
    synchronized (schedule) {
      queued = false;
    }
    parts.sender().send(next(), this::arm);
  }
}
