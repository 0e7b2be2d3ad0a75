// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.swap;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.waagent.plugin.Check;
import org.waagent.plugin.Check.Finding;
import org.waagent.plugin.Check.Severity;

/**
 * Whether the checks of new bundles find nothing worse than those they replace did. They may take
 * ten seconds, so they look on a thread of their own, again and again.
 */
final class CheckSign implements Sign {
  private final Supplier<Collection<Bundle>> tried;
  private final Services services;
  private final Baseline baseline;
  private final AtomicReference<Thread> looking = new AtomicReference<>();
  private final AtomicReference<Reading> last =
      new AtomicReference<>(new Reading.Waiting("the checks have not looked yet"));

  CheckSign(Supplier<Collection<Bundle>> tried, Services services, Baseline baseline) {
    this.tried = requireNonNull(tried, "tried");
    this.services = requireNonNull(services, "services");
    this.baseline = requireNonNull(baseline, "baseline");
  }

  @Override
  public Reading read() {
    Thread before = looking.get();
    if (before == null || !before.isAlive()) {
      Thread thread = new Thread(() -> last.set(look()), "updater: checks");
      thread.setDaemon(true);
      looking.set(thread);
      thread.start();
    }
    return last.get();
  }

  private Reading look() {
    for (ServiceReference<Check> reference : services.of(tried.get(), Check.class)) {
      Optional<Reading> trouble = services.ask(reference, this::trouble);
      if (trouble.isPresent()) {
        return trouble.get();
      }
    }
    return Reading.GOOD;
  }

  private Reading trouble(Check check) {
    Finding finding = find(check);
    Severity before =
        Severity.valueOf(baseline.checks().getOrDefault(check.name(), Severity.WARNING.name()));
    return finding.severity().compareTo(before) > 0
        ? new Reading.Waiting("check " + check.name() + " is worse than before: " + finding.cause())
        : null;
  }

  private static Finding find(Check check) {
    try {
      return check.look();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Finding(Severity.WARNING, "it was interrupted", "");
    } catch (Exception | LinkageError e) {
      return new Finding(Severity.ERROR, Reasons.of(e), "");
    }
  }

  /**
   * What the checks of bundles find, by name; without those that come after one that hangs.
   *
   * @param most for all of them
   */
  static Map<String, String> severities(
      Collection<Bundle> bundles, Services services, Duration most) throws InterruptedException {
    Map<String, String> severities = new ConcurrentHashMap<>();
    Runnable look =
        () -> services.of(bundles, Check.class).forEach(one -> add(one, services, severities));
    Thread thread = new Thread(look, "updater: checks before");
    thread.setDaemon(true);
    thread.start();
    thread.join(most.toMillis());
    return Map.copyOf(severities);
  }

  private static void add(
      ServiceReference<Check> reference, Services services, Map<String, String> severities) {
    try {
      services.ask(reference, check -> severities.put(check.name(), find(check).severity().name()));
    } catch (RuntimeException | LinkageError e) {
      // One that can't even tell its name is known by none.
      return;
    }
  }
}
