// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.resource;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
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
 * Has resources accounted for while somebody listens. Registers the task by itself, because its
 * period stands in the configuration.
 */
@Component(
    service = {},
    immediate = true,
    configurationPid = DebugConfig.PID)
public final class AccountingTask {
  private final ServiceRegistration<PeriodicTask> registration;

  /** Made by Declarative Services. */
  @Activate
  public AccountingTask(
      BundleContext context,
      DebugConfig config,
      @Reference EventSink sink,
      @Reference ResourceControl control,
      @Reference Files files,
      @Reference Clock clock,
      @Reference Directories directories,
      @Reference(service = LoggerFactory.class) Logger logger) {
    Consumer<Measurement> told =
        config.cgroupLogMetrics() ? figure -> logger.info("{}", figure) : figure -> {};
    Accounting task =
        new Accounting(
            control,
            files,
            new HandlerStore(files, directories),
            clock,
            told.andThen(sink::accept),
            logger);
    Dictionary<String, Object> properties = new Hashtable<>();
    properties.put(PeriodicTask.NAME, "resource-use");
    properties.put(PeriodicTask.PERIOD, Math.max(1, config.cgroupCheckPeriod()));
    this.registration = context.registerService(PeriodicTask.class, task, properties);
  }

  @Deactivate
  void stop() {
    registration.unregister();
  }
}
