// SPDX-License-Identifier: Apache-2.0
package com.example.trial;

import java.util.concurrent.CountDownLatch;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Two of its threads wait for each other, and its activation for both. */
@Component(immediate = true, service = Hanging.class)
public final class Hanging {
  private final Object one = new Object();
  private final Object other = new Object();
  private final CountDownLatch both = new CountDownLatch(2);

  @Activate
  public Hanging() {
    Thread thread = new Thread(() -> take(one, other), "trial");
    thread.setDaemon(true);
    thread.start();
    take(other, one);
  }

  private void take(Object first, Object second) {
    synchronized (first) {
      both.countDown();
      while (both.getCount() > 0) {
        Thread.onSpinWait();
      }
      synchronized (second) {
        throw new IllegalStateException("they did not wait for each other");
      }
    }
  }
}
