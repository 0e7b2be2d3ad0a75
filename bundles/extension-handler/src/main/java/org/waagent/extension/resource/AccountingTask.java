// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.resource;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.waagent.extension.config.DebugConfig;
import org.waagent.extension.handler.HandlerStore;
import org.waagent.host.EventSink;
import org.waagent.host.Measurement;
import org.waagent.os.Clock;
import org.waagent.os.Directories;
import org.waagent.os.Files;
import org.waagent.os.ResourceControl;
import org.waagent.plugin.PeriodicTask;

/**
 * Has resources accounted for while somebody takes the figures. Registers the task by itself: it is
 * there only together with a sink, and its period stands in the configuration.
 */
@Component(
    service = {},
    immediate = true,
    configurationPid = DebugConfig.PID)
public final class AccountingTask {
  private final List<EventSink> sinks = new CopyOnWriteArrayList<>();
  private final BundleContext context;
  private final DebugConfig config;
  private final Accounting task;
  private Optional<ServiceRegistration<PeriodicTask>> registration = Optional.empty();

  /** Made by Declarative Services. */
  @Activate
  public AccountingTask(
      BundleContext context,
      DebugConfig config,
      @Reference ResourceControl control,
      @Reference Files files,
      @Reference Clock clock,
      @Reference Directories directories,
      @Reference(service = LoggerFactory.class) Logger logger) {
    this.context = context;
    this.config = config;
    Consumer<Measurement> told =
        config.cgroupLogMetrics() ? figure -> logger.info("{}", figure) : figure -> {};
    HandlerStore store = new HandlerStore(files, directories);
    this.task = new Accounting(control, files, store, clock, told.andThen(this::tell), logger);
  }

  private void tell(Measurement figure) {
    sinks.forEach(sink -> sink.accept(figure));
  }

  @Reference(
      name = "sink",
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "remove")
  synchronized void add(EventSink sink) {
    sinks.add(sink);
    if (registration.isEmpty()) {
      Dictionary<String, Object> properties = new Hashtable<>();
      properties.put(PeriodicTask.NAME, "resource-use");
      properties.put(PeriodicTask.PERIOD, Math.max(1, config.cgroupCheckPeriod()));
      registration = Optional.of(context.registerService(PeriodicTask.class, task, properties));
    }
  }

  synchronized void remove(EventSink sink) {
    sinks.remove(sink);
    if (sinks.isEmpty()) {
      stop();
    }
  }

  @Deactivate
  synchronized void stop() {
    registration.ifPresent(ServiceRegistration::unregister);
    registration = Optional.empty();
  }
}
