// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.swap;

import java.util.concurrent.locks.LockSupport;

/** What bundles of the tests are made of. Each kind is a component of a bundle of its own. */
public final class Sample {
  private Sample() {}

  /** Is well. */
  public static final class Good implements Runnable {
    @Override
    public void run() {
      // Being called is all.
    }
  }

  /** Cannot be made. */
  public static final class Throwing implements Runnable {
    /** Throws. */
    public Throwing() {
      throw new IllegalStateException("this one never works");
    }

    @Override
    public void run() {
      throw new IllegalStateException();
    }
  }

  /** Has a thread that dies. */
  public static final class Dying implements Runnable {
    /** Starts the thread. */
    public Dying() {
      new Thread(this, "dying").start();
    }

    @Override
    public void run() {
      throw new IllegalStateException("a thread of mine");
    }
  }

  /** Has ever more threads. */
  public static final class Leaking implements Runnable {
    /** Starts them. */
    public Leaking() {
      for (int i = 0; i < 50; i++) {
        Thread thread = new Thread(this, "leaked");
        thread.setDaemon(true);
        thread.start();
      }
    }

    @Override
    public void run() {
      LockSupport.parkNanos(120_000_000_000L);
    }
  }
}
