// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.task;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.waagent.plugin.PeriodicTask;

/**
 * A periodic task that is offered. Its bundle makes it when it is first run, not when it is found.
 *
 * @param name short and stable
 * @param period from the begin of one run to that of the next
 * @param service gives the task; {@code null} once it is gone
 */
public record TaskSource(String name, Duration period, Supplier<PeriodicTask> service) {
  private static final int LONGEST_NAME = 100;

  public TaskSource {
    requireNonNull(name, "name");
    requireNonNull(period, "period");
    requireNonNull(service, "service");
  }

  /** What a service offers; empty if it does not say its name and a period of a second or more. */
  public static Optional<TaskSource> of(
      BundleContext context, ServiceReference<PeriodicTask> service) {
    boolean told =
        service.getProperty(PeriodicTask.NAME) instanceof String name
            && !name.isBlank()
            && name.length() <= LONGEST_NAME
            && service.getProperty(PeriodicTask.PERIOD) instanceof Integer seconds
            && seconds > 0;
    if (!told) {
      return Optional.empty();
    }
    return Optional.of(
        new TaskSource(
            (String) service.getProperty(PeriodicTask.NAME),
            Duration.ofSeconds((Integer) service.getProperty(PeriodicTask.PERIOD)),
            () -> context.getService(service)));
  }
}
