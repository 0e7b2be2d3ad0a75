// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.log.Logger;
import org.waagent.os.Clock;

/**
 * The thread that works on an update. It belongs to the bundle and not to the component: that may
 * be made anew while bundles it depends on are replaced, and the new one finds the mark of the
 * thread that is at work.
 */
final class Lane {
  private static final String MARK = "org.waagent.updater.lane";
  private static final Duration LOOK = Duration.ofMillis(500);

  private final BundleContext own;
  private final Consumer<Throwable> rescue;
  private final Logger logger;
  private final String id = UUID.randomUUID().toString();
  private final AtomicReference<Thread> running = new AtomicReference<>();

  /** Work that may take long. */
  @FunctionalInterface
  interface Task {
    void run() throws IOException, InterruptedException;
  }

  /**
   * @param rescue gets what nobody thought of
   */
  Lane(BundleContext own, Consumer<Throwable> rescue, Logger logger) {
    this.own = requireNonNull(own, "own");
    this.rescue = requireNonNull(rescue, "rescue");
    this.logger = requireNonNull(logger, "logger");
  }

  /** Runs a task on a thread of its own. Returns at once. */
  void run(String what, Task task) {
    ServiceRegistration<Runnable> mark =
        own.registerService(Runnable.class, () -> {}, FrameworkUtil.asDictionary(Map.of(MARK, id)));
    Thread thread = new Thread(() -> work(what, task, mark), "updater");
    thread.setDaemon(true);
    running.set(thread);
    thread.start();
  }

  private void work(String what, Task task, ServiceRegistration<Runnable> mark) {
    try {
      task.run();
    } catch (InterruptedException e) {
      logger.info("Update: {} is interrupted, the journal has it", what);
    } catch (Throwable e) {
      // Whatever it is, an agent that is half replaced must not be left so.
      logger.error("Update: {} failed: {}", what, e.toString(), e);
      rescue.accept(e);
    } finally {
      remove(mark);
    }
  }

  private static void remove(ServiceRegistration<Runnable> mark) {
    try {
      mark.unregister();
    } catch (IllegalStateException e) {
      // It went with the bundle.
      return;
    }
  }

  void interrupt() {
    Thread thread = running.get();
    if (thread != null) {
      thread.interrupt();
    }
  }

  /** Waits until no other component of this bundle is at work; each of its steps has a deadline. */
  void awaitOthers(Supplier<Clock> clock) throws InterruptedException {
    while (isOtherAtWork()) {
      clock.get().pause(LOOK);
    }
  }

  private boolean isOtherAtWork() {
    try {
      for (ServiceReference<Runnable> mark :
          own.getServiceReferences(
              Runnable.class, "(&(" + MARK + "=*)(!(" + MARK + "=" + id + ")))")) {
        if (own.getBundle().equals(mark.getBundle())) {
          return true;
        }
      }
      return false;
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
