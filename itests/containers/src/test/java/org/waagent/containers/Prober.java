// SPDX-License-Identifier: Apache-2.0
package org.waagent.containers;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Asks all the time whether something is there. */
final class Prober implements AutoCloseable {
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger missed = new AtomicInteger();
  private final Thread thread;

  Prober(BooleanSupplier there) {
    this.thread = new Thread(() -> ask(there), "prober");
    thread.setDaemon(true);
    thread.start();
  }

  private void ask(BooleanSupplier there) {
    try {
      while (true) {
        if (!there.getAsBoolean()) {
          missed.incrementAndGet();
        }
        asked.incrementAndGet();
        Thread.sleep(1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  int asked() {
    return asked.get();
  }

  int missed() {
    return missed.get();
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
