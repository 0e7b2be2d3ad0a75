// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.swap;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * Whether the framework still does as it is told. A hook that never returns keeps the lock under
 * which bundles are resolved, started and stopped; services go on, so nothing else shows it.
 */
final class FrameworkSign implements Sign {
  /** An answer takes far less than this. */
  private static final Duration MOMENT = Duration.ofMillis(250);

  private final FrameworkWiring framework;
  private Optional<Thread> asking = Optional.empty();

  FrameworkSign(FrameworkWiring framework) {
    this.framework = requireNonNull(framework, "framework");
  }

  @Override
  public Reading read() {
    Thread thread = asking.filter(Thread::isAlive).orElseGet(this::ask);
    asking = Optional.of(thread);
    try {
      thread.join(MOMENT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return thread.isAlive()
        ? new Reading.Waiting(
            "the framework is stuck: it resolves no bundle any more", SwapException.Cure.RESTART)
        : Reading.GOOD;
  }

  /** Nothing is resolved, but the lock is taken for it. */
  private Thread ask() {
    Thread thread = new Thread(() -> framework.resolveBundles(List.of()), "updater: framework");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
