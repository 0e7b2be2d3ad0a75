// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.io.Closeable;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.waagent.os.Clock;

/**
 * The machine's clock, made with the bundle so that it counts from the start. Its one thread is
 * made for the first timer and sleeps between timers.
 */
@Component(immediate = true)
public final class SystemClock implements Clock {
  private final long start = System.nanoTime();
  private ScheduledThreadPoolExecutor timer;

  @Override
  public Instant instant() {
    return Instant.now();
  }

  @Override
  public Duration sinceStart() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  @Override
  public Closeable after(Duration delay, Runnable action) {
    ScheduledFuture<?> future =
        timer().schedule(() -> run(action), delay.toNanos(), TimeUnit.NANOSECONDS);
    return () -> future.cancel(false);
  }

  @Override
  public void pause(Duration time) throws InterruptedException {
    if (!time.isNegative() && !time.isZero()) {
      TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }
  }

  /** A future would keep the failure to itself. */
  private static void run(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
    }
  }

  private synchronized ScheduledThreadPoolExecutor timer() {
    if (timer == null) {
      timer = new ScheduledThreadPoolExecutor(1, SystemClock::thread);
      timer.setRemoveOnCancelPolicy(true);
    }
    return timer;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "waagent-timer");
    thread.setDaemon(true);
    return thread;
  }

  @Deactivate
  synchronized void close() {
    if (timer != null) {
      timer.shutdownNow();
    }
  }
}
