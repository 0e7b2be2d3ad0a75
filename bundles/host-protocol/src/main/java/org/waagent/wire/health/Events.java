// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.health;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.FieldOption;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.waagent.host.Event;
import org.waagent.host.EventSink;
import org.waagent.plugin.FrameworkProperties;

/** Tells the platform's telemetry what happened, where somebody listens. */
@Component(service = Events.class)
public final class Events {
  /** Name of the agent, for the host. */
  static final String AGENT = "WALinuxAgent";

  /** Changed by Declarative Services: a sink that comes or goes replaces no component. */
  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      fieldOption = FieldOption.UPDATE)
  private final List<EventSink> sinks = new CopyOnWriteArrayList<>();

  private final String version;

  /** Made by Declarative Services. */
  @Activate
  public Events(BundleContext context) {
    String told = context.getProperty(FrameworkProperties.VERSION);
    this.version = told == null ? "0.0.0" : told;
  }

  /**
   * @param version of the agent
   * @param listening who listens
   */
  public Events(String version, List<EventSink> listening) {
    this.version = version;
    sinks.addAll(listening);
  }

  /** Something went well. */
  public void worked(String operation, String message) {
    tell(operation, true, message);
  }

  /** Something went wrong. */
  public void failed(String operation, String message) {
    tell(operation, false, message);
  }

  private void tell(String operation, boolean success, String message) {
    for (EventSink sink : sinks) {
      sink.accept(new Event(AGENT, version, operation, success, message, Optional.empty()));
    }
  }
}
