// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.lane;

import java.io.Closeable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.waagent.os.Clock;

/**
 * Runs tasks one after the other, on a thread of the shared pool that it has only while there is
 * something to do.
 */
public final class Lane {
  private final String name;
  private final Lanes lanes;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private boolean taken;
  private Thread running;

  Lane(String name, Lanes lanes) {
    this.name = name;
    this.lanes = lanes;
  }

  /** Runs a task after those handed in before it. Returns at once. */
  public void run(Runnable task) {
    synchronized (waiting) {
      waiting.add(task);
      if (taken) {
        return;
      }
      taken = true;
    }
    lanes.execute(this::work);
  }

  /**
   * Runs a task on this lane after a time.
   *
   * @return calls it off
   */
  public Closeable after(Duration delay, Runnable task) {
    Clock clock = lanes.clock();
    return clock.after(delay, () -> run(task));
  }

  /** Interrupts the task that runs now and forgets those that wait. Does not wait. */
  public void abandon() {
    synchronized (waiting) {
      waiting.clear();
      if (running != null) {
        running.interrupt();
      }
    }
  }

  /** Interrupts the task that runs now; those that wait follow. Does not wait. */
  public void interrupt() {
    synchronized (waiting) {
      if (running != null) {
        running.interrupt();
      }
    }
  }

  private void work() {
    Runnable task = next();
    while (task != null) {
      try {
        task.run();
      } catch (Throwable e) {
        // Tasks report their own failures. Whatever still gets here must not end the lane.
        lanes.failed(name, e);
      }
      task = next();
    }
  }

  private Runnable next() {
    synchronized (waiting) {
      if (running != null) {
        // An interrupt was meant for the task that just ended.
        Thread.interrupted();
      }
      Runnable task = waiting.poll();
      taken = task != null;
      running = taken ? Thread.currentThread() : null;
      return task;
    }
  }
}
