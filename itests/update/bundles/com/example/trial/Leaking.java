// SPDX-License-Identifier: Apache-2.0
package com.example.trial;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Starts one thread after another and ends none before it is stopped. */
public final class Leaking implements BundleActivator {
  private static final int MOST = 200;

  private final CountDownLatch stopped = new CountDownLatch(1);

  @Override
  public void start(BundleContext context) {
    thread(this::leak);
  }

  private void leak() {
    for (int i = 0; i < MOST; i++) {
      thread(this::idle);
      try {
        if (stopped.await(50, TimeUnit.MILLISECONDS)) {
          return;
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void idle() {
    try {
      stopped.await();
    } catch (InterruptedException e) {
      // It ends.
    }
  }

  private static void thread(Runnable work) {
    Thread thread = new Thread(work, "trial");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void stop(BundleContext context) {
    stopped.countDown();
  }
}
