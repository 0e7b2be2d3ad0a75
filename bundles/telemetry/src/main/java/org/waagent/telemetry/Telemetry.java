// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry;

import java.io.IOException;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.waagent.goalstate.GoalState;
import org.waagent.host.Event;
import org.waagent.host.EventSink;
import org.waagent.host.EventUpload;
import org.waagent.host.InstanceMetadata;
import org.waagent.host.Measurement;
import org.waagent.os.Clock;
import org.waagent.os.Directories;
import org.waagent.os.Files;
import org.waagent.os.Machine;
import org.waagent.plugin.FrameworkProperties;

/** Takes events in a daemon that may send them; everywhere else they are gone at once. */
@Component(
    service = {EventSink.class, Telemetry.class},
    configurationPid = Config.PID)
public final class Telemetry implements EventSink {
  private final boolean on;
  private final boolean daemon;
  private final Lazily<Pipeline> pipeline;
  private final Logger logger;
  private volatile boolean closed;

  @Activate
  public Telemetry(
      BundleContext context,
      Config config,
      @Reference Files files,
      @Reference Directories directories,
      @Reference Clock clock,
      @Reference Machine machine,
      @Reference ComponentServiceObjects<EventUpload> upload,
      @Reference ComponentServiceObjects<InstanceMetadata> metadata,
      @Reference(service = LoggerFactory.class) Logger logger) {
    this(
        config.enabled(),
        FrameworkProperties.DAEMON.equals(context.getProperty(FrameworkProperties.MODE)),
        new Pipeline.Ports(
            version(context),
            files,
            directories,
            clock,
            machine,
            new Lazily<>(upload::getService),
            new Lazily<>(metadata::getService),
            logger));
  }

  Telemetry(boolean on, boolean daemon, Pipeline.Ports ports) {
    this.on = on;
    this.daemon = daemon;
    this.pipeline = new Lazily<>(() -> new Pipeline(ports));
    this.logger = ports.logger();
  }

  private static String version(BundleContext context) {
    String version = context.getProperty(FrameworkProperties.VERSION);
    return version == null ? "0.0.0" : version;
  }

  @Deactivate
  void close() {
    closed = true;
    if (pipeline.isMade()) {
      pipeline.get().close();
    }
  }

  /** Whether the owner of the machine lets events be sent. */
  boolean isOn() {
    return on;
  }

  /** Its parts, for who shows them. */
  Pipeline pipeline() {
    return pipeline.get();
  }

  @Override
  public void accept(Event event) {
    take(() -> pipeline.get().intake().accept(event));
  }

  @Override
  public void accept(Measurement measurement) {
    take(() -> pipeline.get().intake().accept(measurement));
  }

  private void take(Runnable acceptance) {
    if (!works() || closed) {
      return;
    }
    try {
      acceptance.run();
    } catch (RuntimeException e) {
      // Who tells an event has other things to do than to fail for it.
      logger.debug("an event is lost: {}", e.toString());
    }
  }

  private boolean works() {
    return on && daemon;
  }

  /** There is a host, and names of this machine. */
  void goalState(GoalState newest) {
    if (works()) {
      pipeline.get().goalState(newest);
    }
  }

  /** Takes over what others left in the folder of events; if off, what waits there goes. */
  void collectLegacy() throws IOException {
    if (works()) {
      pipeline.get().collectLegacy();
    } else if (daemon) {
      pipeline.get().spool().clear();
    }
  }

  /** Takes over what extensions wrote, if on. */
  void collectExtensions() throws IOException {
    if (works()) {
      pipeline.get().collectExtensions();
    }
  }
}
