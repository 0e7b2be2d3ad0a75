// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.life;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting for what happens in other processes. */
final class Watch {
  private static final long LOOK_MILLIS = 50;

  private Watch() {}

  static void pause() {
    try {
      Thread.sleep(LOOK_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Waits until something is so, and tells whether it came so far. */
  static boolean until(Duration time, BooleanSupplier so) {
    long end = System.nanoTime() + time.toNanos();
    while (!so.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      pause();
    }
    return true;
  }
}
