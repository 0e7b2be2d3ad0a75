// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import static java.util.Objects.requireNonNull;

import java.io.Closeable;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.waagent.os.Clock;

/** A clock that stands still until it is moved. Timers run on the thread that moves it. */
public final class ManualClock implements Clock {
  private final Set<Timer> timers = ConcurrentHashMap.newKeySet();
  private final Instant start = Instant.parse("2026-01-02T03:04:05Z");
  private Duration passed = Duration.ZERO;
  private long made;

  @Override
  public synchronized Instant instant() {
    return start.plus(passed);
  }

  @Override
  public synchronized Duration sinceStart() {
    return passed;
  }

  @Override
  public synchronized Closeable after(Duration delay, Runnable action) {
    Timer timer = new Timer(passed.plus(delay), made++, requireNonNull(action, "action"));
    timers.add(timer);
    return () -> timers.remove(timer);
  }

  @Override
  public void pause(Duration time) throws InterruptedException {
    if (time.isNegative() || time.isZero()) {
      return;
    }
    CountDownLatch over = new CountDownLatch(1);
    Timer timer;
    synchronized (this) {
      timer = new Timer(passed.plus(time), made++, over::countDown);
      timers.add(timer);
    }
    try {
      over.await();
    } finally {
      timers.remove(timer);
    }
  }

  /** Lets time pass. What is due in it runs in order, each at its own time. */
  public void advance(Duration time) {
    Duration end = sinceStart().plus(time);
    for (Optional<Timer> next = due(end); next.isPresent(); next = due(end)) {
      next.get().action().run();
    }
    synchronized (this) {
      passed = end;
    }
  }

  /** Timers that wait. */
  public int pending() {
    return timers.size();
  }

  private synchronized Optional<Timer> due(Duration end) {
    Optional<Timer> next =
        timers.stream()
            .filter(timer -> timer.at().compareTo(end) <= 0)
            .min(Comparator.comparing(Timer::at).thenComparing(Timer::order));
    next.ifPresent(
        timer -> {
          timers.remove(timer);
          passed = timer.at().compareTo(passed) > 0 ? timer.at() : passed;
        });
    return next;
  }

  private record Timer(Duration at, long order, Runnable action) {}
}
