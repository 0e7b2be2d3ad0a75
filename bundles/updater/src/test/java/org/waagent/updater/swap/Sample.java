// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.swap;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.waagent.plugin.Check;
import org.waagent.plugin.Plan;
import org.waagent.plugin.Plugin;
import org.waagent.plugin.Wanted;

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

  /** Cannot be made the first time. */
  public static final class Shy implements Runnable {
    private static final AtomicBoolean CALLED = new AtomicBoolean();

    /** Throws the first time. */
    public Shy() {
      if (!CALLED.getAndSet(true)) {
        throw new IllegalStateException("what it needs is gone for a moment");
      }
    }

    @Override
    public void run() {
      // Being called is all.
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

  /** Has a check that finds an error. */
  public static final class Ill implements Runnable, Check {
    @Override
    public void run() {
      // It is only looked at.
    }

    @Override
    public String name() {
      return "sample";
    }

    @Override
    public Finding look() {
      return new Finding(Severity.ERROR, "nothing works here", "");
    }
  }

  /** Has a check that never comes back. */
  public static final class Silent implements Runnable, Check {
    @Override
    public void run() {
      // It is only looked at.
    }

    @Override
    public String name() {
      return "sample";
    }

    @Override
    public Finding look() throws InterruptedException {
      Thread.currentThread().join();
      throw new IllegalStateException();
    }
  }

  /** A plugin that never tells its name. */
  public static final class Nameless implements Runnable, Plugin {
    @Override
    public void run() {
      // It is only asked.
    }

    @Override
    public String name() {
      LockSupport.parkNanos(Long.MAX_VALUE);
      throw new IllegalStateException();
    }

    @Override
    public Plan plan(Wanted wanted) {
      return Plan.nothing();
    }
  }

  /** A plugin that has nothing to do. */
  public static final class Idle implements Runnable, Plugin {
    @Override
    public void run() {
      // It is only planned.
    }

    @Override
    public String name() {
      return "sample";
    }

    @Override
    public Plan plan(Wanted wanted) {
      return Plan.nothing();
    }
  }

  /** Does not come up until the latch opens, or somebody interrupts it. */
  public static final class Slow implements Runnable {
    /** Waits. */
    public void await(CountDownLatch opened) throws InterruptedException {
      opened.await();
    }

    @Override
    public void run() {
      throw new IllegalStateException();
    }
  }

  /** Does not come up until the latch opens, whatever one does. */
  public static final class Stuck implements Runnable {
    /** Waits. */
    public void await(CountDownLatch opened) {
      while (opened.getCount() > 0) {
        try {
          opened.await();
        } catch (InterruptedException e) {
          // It does not listen.
          continue;
        }
      }
    }

    @Override
    public void run() {
      throw new IllegalStateException();
    }
  }

  /** Tells the test of its bundle, as the updater in it. */
  public static final class Acting implements Runnable {
    private final AtomicReference<Consumer<Object>> test = new AtomicReference<>();

    /** Who is told. */
    public void await(Consumer<Object> listener) {
      test.set(listener);
    }

    /** Tells. */
    public void activate(BundleContext own) {
      test.get().accept(own);
    }

    @Override
    public void run() {
      // The test does its work.
    }
  }
}
