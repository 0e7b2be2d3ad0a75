// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.swap;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * Whether the framework still does as it is told. A hook that never returns keeps the lock under
 * which bundles are resolved, started and stopped; services go on, so nothing else shows it.
 */
final class FrameworkSign implements Sign {
  private final FrameworkWiring framework;

  private FrameworkSign(FrameworkWiring framework) {
    this.framework = requireNonNull(framework, "framework");
  }

  static Sign of(FrameworkWiring framework) {
    return PatientSign.of(
        new FrameworkSign(framework), "the framework is stuck: it resolves no bundle any more");
  }

  /** Nothing is resolved, but the lock is taken for it. */
  @Override
  public Reading read() {
    framework.resolveBundles(List.of());
    return Reading.GOOD;
  }
}
