// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Threads for what takes long. What came of it is handled by the one who waits at the inbox. A
 * thread is gone soon after it has nothing to do.
 */
final class Crew {
  private static final Duration IDLE = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final BlockingQueue<Runnable> inbox;
  private final ThreadPoolExecutor pool;

  Crew(String name, BlockingQueue<Runnable> inbox) {
    this.inbox = inbox;
    this.pool =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE.toMillis(),
            TimeUnit.MILLISECONDS,
            new SynchronousQueue<>(),
            work -> thread(name, work));
  }

  private static Thread thread(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Starts something.
   *
   * @param work does it and returns what its end means, which is run by who reads the inbox
   * @param lost is run there instead if the work throws
   * @return whether there was a thread for it
   */
  boolean start(Supplier<Runnable> work, Runnable lost) {
    try {
      pool.execute(() -> work(work, lost));
      return true;
    } catch (OutOfMemoryError e) {
      return false;
    }
  }

  private void work(Supplier<Runnable> work, Runnable lost) {
    Runnable then = lost;
    try {
      then = work.get();
    } finally {
      inbox.add(then);
    }
  }

  /** Interrupts all. */
  void interrupt() {
    pool.shutdownNow();
  }

  /**
   * Waits a little for those that were interrupted: who comes next works on the same files.
   *
   * @return whether all ended
   */
  boolean end() {
    pool.shutdownNow();
    boolean interrupted = Thread.interrupted();
    try {
      return pool.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
      return pool.isTerminated();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
