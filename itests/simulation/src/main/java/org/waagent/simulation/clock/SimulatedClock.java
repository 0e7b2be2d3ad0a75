// SPDX-License-Identifier: Apache-2.0
package org.waagent.simulation.clock;

import java.io.Closeable;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import org.waagent.os.Clock;

/**
 * A clock that stands still until it is told that time passes. Timers and pauses are events in one
 * order; between two events nothing happens, so nobody needs to wait for it.
 */
final class SimulatedClock implements Clock {
  private final Instant base = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final TreeSet<Event> events =
      new TreeSet<>(Comparator.comparing(Event::due).thenComparingLong(Event::number));
  private Duration now = Duration.ZERO;
  private Duration jumped = Duration.ZERO;
  private long number;

  /**
   * Something that is to happen.
   *
   * @param number keeps events of one instant in the order they were asked for
   */
  record Event(Duration due, long number, Runnable action) {}

  @Override
  public synchronized Instant instant() {
    return base.plus(now).plus(jumped);
  }

  @Override
  public synchronized Duration sinceStart() {
    return now;
  }

  @Override
  public Closeable after(Duration delay, Runnable action) {
    Event event = add(delay, action);
    return () -> remove(event);
  }

  @Override
  public void pause(Duration time) throws InterruptedException {
    if (time.isNegative() || time.isZero()) {
      return;
    }
    CountDownLatch over = new CountDownLatch(1);
    Event event = add(time, over::countDown);
    try {
      over.await();
    } finally {
      remove(event);
    }
  }

  private synchronized Event add(Duration delay, Runnable action) {
    Event event = new Event(now.plus(delay.isNegative() ? Duration.ZERO : delay), number, action);
    number++;
    events.add(event);
    return event;
  }

  private synchronized void remove(Event event) {
    events.remove(event);
  }

  /** Lets the machine's time jump, as after hibernation or when somebody sets it. */
  synchronized void jump(Duration by) {
    jumped = jumped.plus(by);
  }

  /**
   * Moves to the next event and takes it out; to the end if none is due until then.
   *
   * @return what is to be done now
   */
  synchronized Optional<Runnable> next(Duration end) {
    if (events.isEmpty() || events.first().due().compareTo(end) > 0) {
      now = end;
      return Optional.empty();
    }
    Event event = events.pollFirst();
    // An event that was asked for at the end of a jump may be due before it; time never goes back.
    now = event.due().compareTo(now) > 0 ? event.due() : now;
    return Optional.of(event.action());
  }

  synchronized int waiting() {
    return events.size();
  }
}
