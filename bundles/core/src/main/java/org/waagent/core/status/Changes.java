// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.status;

import java.time.Duration;

/** Lets others wait for the next change of the agent's situation without asking again and again. */
public final class Changes {
  private long count;

  /** How many there were. */
  public synchronized long count() {
    return count;
  }

  /** There was one. */
  public synchronized void happened() {
    count++;
    notifyAll();
  }

  /**
   * Waits for a change.
   *
   * @param seen the count up to which changes are known
   * @param patience how long to wait at most
   * @throws InterruptedException if the waiting thread is interrupted
   */
  public synchronized void await(long seen, Duration patience) throws InterruptedException {
    long millis = patience.toMillis();
    if (count == seen && millis > 0) {
      wait(millis);
    }
  }
}
