// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.logs;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.condition.Condition;
import org.waagent.os.Clock;
import org.waagent.plugin.PeriodicTask;
import org.waagent.telemetry.config.DebugConfig;

/**
 * Offers the task to the core, with the period that is configured, once the initial delay is over.
 * The properties of a component are fixed, and the core runs a task as soon as it is there; so the
 * task is registered by hand. It is made when it first runs.
 */
@Component(
    service = {},
    immediate = true,
    configurationPid = {LogsConfig.PID, DebugConfig.PID})
public final class CollectionSchedule {
  private static final String NAME = "collect-logs";

  private final BundleContext context;
  private final int period;
  private final Closeable timer;
  private Optional<ServiceRegistration<?>> registration = Optional.empty();
  private boolean over;

  @Activate
  public CollectionSchedule(
      BundleContext context,
      LogsConfig logs,
      DebugConfig debug,
      @Reference Clock clock,
      @Reference(target = "(osgi.condition.id=configured)") Condition configured,
      @Reference(target = "(osgi.condition.id=org.waagent.daemon)") Condition daemon) {
    this.context = context;
    this.period = Math.max(1, logs.collectPeriod());
    Duration delay = Duration.ofSeconds(Math.max(0, debug.logCollectorInitialDelay()));
    this.timer = logs.collect() ? clock.after(delay, this::offer) : () -> {};
  }

  /** Whoever takes the service has locks of his own: none of ours is held meanwhile. */
  private void offer() {
    if (isOver()) {
      return;
    }
    ServiceRegistration<?> made =
        context.registerService(
            PeriodicTask.class,
            new Lazy(context),
            FrameworkUtil.asDictionary(
                Map.of(PeriodicTask.NAME, NAME, PeriodicTask.PERIOD, period)));
    if (!kept(made)) {
      made.unregister();
    }
  }

  private synchronized boolean isOver() {
    return over;
  }

  private synchronized boolean kept(ServiceRegistration<?> made) {
    if (!over) {
      registration = Optional.of(made);
    }
    return !over;
  }

  @Deactivate
  void stop() throws IOException {
    timer.close();
    end().ifPresent(ServiceRegistration::unregister);
  }

  private synchronized Optional<ServiceRegistration<?>> end() {
    over = true;
    return registration;
  }

  /** Has the task made by whoever first asks for it. */
  private record Lazy(BundleContext context) implements ServiceFactory<PeriodicTask> {
    @Override
    public PeriodicTask getService(Bundle bundle, ServiceRegistration<PeriodicTask> registration) {
      ServiceReference<CollectLogsTask> task = context.getServiceReference(CollectLogsTask.class);
      return task == null ? null : context.getService(task);
    }

    @Override
    public void ungetService(
        Bundle bundle, ServiceRegistration<PeriodicTask> registration, PeriodicTask task) {
      ServiceReference<CollectLogsTask> reference =
          context.getServiceReference(CollectLogsTask.class);
      if (reference != null) {
        context.ungetService(reference);
      }
    }
  }
}
