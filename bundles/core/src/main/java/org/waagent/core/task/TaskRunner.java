// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.task;

import java.time.Duration;
import java.util.Optional;
import org.osgi.service.log.Logger;
import org.waagent.core.lane.Alarm;
import org.waagent.core.lane.Lane;
import org.waagent.core.loop.Causes;
import org.waagent.os.Clock;
import org.waagent.plugin.PeriodicTask;

/**
 * Runs one task again and again on its lane. It rides on wake-ups that happen anyway, and sets a
 * timer of its own only if the next of them would be more than a tenth of the period late.
 */
final class TaskRunner {
  private static final int LATE = 10;

  private final TaskSource source;
  private final Lane lane;
  private final Clock clock;
  private final Runnable changed;
  private final Logger logger;
  private PeriodicTask task;
  private final Alarm alarm;
  private boolean timed;
  private Duration due;
  private Duration ride = Duration.ZERO;
  private boolean running;
  private boolean stopped;
  private volatile TaskState state;

  TaskRunner(TaskSource source, Lane lane, Clock clock, Runnable changed, Logger logger) {
    this.source = source;
    this.lane = lane;
    this.clock = clock;
    this.alarm = new Alarm(clock);
    this.changed = changed;
    this.logger = logger;
    this.state = TaskState.idle(source);
  }

  TaskSource source() {
    return source;
  }

  Lane lane() {
    return lane;
  }

  TaskState state() {
    return state;
  }

  /** Makes the first run due. */
  synchronized void begin(Duration delay) {
    due = clock.sinceStart().plus(delay);
    state = state.due(clock.instant().plus(delay));
    if (ride.compareTo(clock.sinceStart()) > 0) {
      arm();
    }
  }

  /**
   * A wake-up.
   *
   * @param next when the one after it comes for sure, as time since start
   */
  synchronized void ride(Duration next) {
    ride = next;
    look();
  }

  private synchronized void timer() {
    timed = false;
    look();
  }

  private void look() {
    if (due == null || running || stopped) {
      return;
    }
    Duration now = clock.sinceStart();
    if (due.compareTo(now) > 0) {
      arm();
      return;
    }
    disarm();
    running = true;
    due = now.plus(source.period());
    lane.run(this::run);
  }

  private void arm() {
    Duration late = due.plus(source.period().dividedBy(LATE));
    if (running || stopped || ride.compareTo(late) <= 0 && ride.compareTo(due) >= 0) {
      return;
    }
    Duration now = clock.sinceStart();
    // A ride that comes before the task is due leads here again; a timer is for one that is late.
    if (ride.compareTo(now) > 0 && ride.compareTo(due) < 0 || timed) {
      return;
    }
    timed = true;
    Duration wait = due.minus(now);
    alarm.set(wait.isNegative() ? Duration.ZERO : wait, this::timer);
  }

  private void disarm() {
    alarm.off();
    timed = false;
  }

  private void run() {
    if (!begun()) {
      return;
    }
    Optional<String> failure = failure();
    if (!isStopped()) {
      end(failure);
    }
  }

  private synchronized boolean begun() {
    if (!stopped) {
      state = state.begun(clock.instant());
    }
    return !stopped;
  }

  private synchronized boolean isStopped() {
    return stopped;
  }

  private Optional<String> failure() {
    try {
      task = task == null ? source.service().get() : task;
      if (task == null) {
        return Optional.of("its bundle gives it no more");
      }
      task.run();
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    } catch (Exception | Error e) {
      // Whatever it is, the next run may be better.
      return Optional.of(Causes.text(e));
    }
  }

  private void end(Optional<String> failure) {
    Optional<String> before = state.error();
    synchronized (this) {
      running = false;
      Duration now = clock.sinceStart();
      due = due.compareTo(now) < 0 ? now : due;
      state = state.ended(failure, clock.instant().plus(due.minus(now)));
      arm();
    }
    if (failure.isPresent() && !failure.equals(before)) {
      logger.warn("{} failed: {}", source.name(), failure.get());
    } else if (failure.isEmpty() && before.isPresent()) {
      logger.info("{} works again", source.name());
    }
    if (!failure.equals(before)) {
      changed.run();
    }
  }

  /** Begins nothing more and interrupts what runs, without waiting for it. */
  synchronized void stop() {
    stopped = true;
    disarm();
    // Under the lock no run ends, so the interrupt can't hit another task on the same lane.
    if (state.since().isPresent()) {
      lane.interrupt();
    }
  }
}
