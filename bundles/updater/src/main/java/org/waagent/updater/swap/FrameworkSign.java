// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.swap;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * Whether the framework still does as it is told. A hook that never returns keeps the lock under
 * which bundles are resolved, started and stopped; services go on, so nothing else shows it.
 */
final class FrameworkSign implements Sign {
  private final FrameworkWiring framework;
  private final AtomicBoolean answered = new AtomicBoolean();
  private Thread asking;

  FrameworkSign(FrameworkWiring framework) {
    this.framework = requireNonNull(framework, "framework");
  }

  @Override
  public Reading read() {
    if (asking != null && asking.isAlive()) {
      return new Reading.Waiting(
          "the framework is stuck: it resolves no bundle any more", SwapException.Cure.RESTART);
    }
    asking = new Thread(this::ask, "updater: framework");
    asking.setDaemon(true);
    asking.start();
    return answered.get() ? Reading.GOOD : new Reading.Waiting("the framework was not asked yet");
  }

  /** Nothing is resolved, but the lock is taken for it. */
  private void ask() {
    framework.resolveBundles(List.of());
    answered.set(true);
  }
}
