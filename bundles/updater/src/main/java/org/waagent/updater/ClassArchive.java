// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater;

import static java.util.Objects.requireNonNull;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.service.log.Logger;
import org.waagent.os.Clock;
import org.waagent.plugin.FrameworkProperties;
import org.waagent.updater.swap.Services;

/**
 * Has the class-data archive follow the set that every start takes. The launcher makes it, and
 * knows whether it must and whether the machine has time for it; here is only told when to look:
 * well after a start or an update, when nobody waits for anything.
 */
final class ClassArchive implements Closeable {
  static final Duration QUIET = Duration.ofMinutes(15);
  static final Duration LATER = Duration.ofHours(1);

  private static final String LAUNCHERS = "(" + FrameworkProperties.ARCHIVE + "=true)";

  private final Services services;
  private final Supplier<Clock> clock;
  private final BooleanSupplier busy;
  private final Logger logger;
  private Closeable timer = () -> {};
  private boolean closed;

  /**
   * @param busy whether an update is under way
   */
  ClassArchive(BundleContext context, Supplier<Clock> clock, BooleanSupplier busy, Logger logger) {
    this.services = new Services(context);
    this.clock = requireNonNull(clock, "clock");
    this.busy = requireNonNull(busy, "busy");
    this.logger = requireNonNull(logger, "logger");
  }

  /** Looks when it has been quiet for a while. */
  void soon() {
    at(QUIET);
  }

  private synchronized void at(Duration time) {
    callOff();
    if (!closed) {
      timer = clock.get().after(time, this::hand);
    }
  }

  /** The thread of the timer is not for work. */
  private void hand() {
    Thread thread = new Thread(this::look, "updater: class-data archive");
    thread.setDaemon(true);
    thread.start();
  }

  private void look() {
    try {
      if (busy.getAsBoolean()) {
        at(QUIET);
      } else if (!isDone()) {
        at(LATER);
      }
    } catch (IllegalStateException e) {
      // The bundle was replaced meanwhile; the one in its place looks by itself.
      logger.debug("The class-data archive is not looked at: {}", e.toString());
    }
  }

  /** Whether nothing is left to do; so it is without a launcher that can do it. */
  private boolean isDone() {
    return services.references(BooleanSupplier.class, LAUNCHERS).stream()
        .findFirst()
        .flatMap(launcher -> services.ask(launcher, BooleanSupplier::getAsBoolean))
        .orElse(true);
  }

  @Override
  public synchronized void close() {
    closed = true;
    callOff();
  }

  private void callOff() {
    try {
      timer.close();
    } catch (IOException e) {
      logger.warn("A timer can't be called off: {}", e.toString());
    }
    timer = () -> {};
  }
}
