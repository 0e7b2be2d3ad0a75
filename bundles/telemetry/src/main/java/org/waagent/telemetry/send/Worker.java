// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.send;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Does one thing after the other, on a thread it has only while there is something to do. */
public final class Worker {
  private static final long KEEP_SECONDS = 2;
  private static final long END_SECONDS = 5;

  private final ThreadPoolExecutor pool;

  /**
   * @param name of its thread
   */
  public Worker(String name) {
    this.pool =
        new ThreadPoolExecutor(
            1,
            1,
            KEEP_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              Thread thread = new Thread(work, name);
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
  }

  /** Hands work over. Once it is closed, nothing is done any more. */
  public void run(Runnable work) {
    try {
      pool.execute(work);
    } catch (RejectedExecutionException e) {
      // Nothing is lost: what waits is on disk, or is written by whoever closes this worker.
      return;
    }
  }

  /** Interrupts what runs, and waits a moment for its end. */
  public void close() {
    pool.shutdownNow();
    await();
  }

  /** Lets what was handed over come to its end, for a moment. */
  public void finish() {
    pool.shutdown();
    await();
  }

  private void await() {
    try {
      pool.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
