// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting for what happens in another process. */
public final class Pause {
  private Pause() {}

  public static void of(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Waits until something is so. */
  public static void until(String what, Duration time, BooleanSupplier so) {
    long end = System.nanoTime() + time.toNanos();
    while (!so.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + time + ": " + what);
      }
      of(Duration.ofMillis(20));
    }
  }
}
