// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.waagent.goalstate.Handler;
import org.waagent.host.Event;
import org.waagent.host.EventSink;
import org.waagent.plugin.FrameworkProperties;

/**
 * Tells the platform's telemetry what happened, where somebody listens. Listeners are looked up
 * when there is something to tell: a reference would be a circle, as a listener may need the upload
 * of this bundle, and one that comes or goes would replace components.
 */
@Component(service = Events.class)
public final class Events {
  /** Name of the agent, for the host. */
  static final String AGENT = "WALinuxAgent";

  private final String version;
  private final Supplier<List<EventSink>> sinks;

  /** Made by Declarative Services. */
  @Activate
  public Events(BundleContext context) {
    String told = context.getProperty(FrameworkProperties.VERSION);
    this.version = told == null ? "0.0.0" : told;
    this.sinks = () -> registered(context);
  }

  /**
   * @param version of the agent
   * @param sinks who listens
   */
  public Events(String version, List<EventSink> sinks) {
    this.version = version;
    this.sinks = () -> sinks;
  }

  private static List<EventSink> registered(BundleContext context) {
    List<EventSink> found = new ArrayList<>();
    try {
      for (ServiceReference<EventSink> reference :
          context.getServiceReferences(EventSink.class, null)) {
        EventSink sink = context.getService(reference);
        if (sink != null) {
          found.add(sink);
        }
      }
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException("no filter can't be wrong", e);
    }
    return found;
  }

  /** Something went well. */
  public void worked(String operation, String message) {
    tell(AGENT, version, operation, true, message);
  }

  /** Something went wrong. */
  public void failed(String operation, String message) {
    tell(AGENT, version, operation, false, message);
  }

  /** Something about an extension. */
  public void of(Handler handler, String operation, boolean success, String message) {
    tell(handler.name().text(), handler.version(), operation, success, message);
  }

  private void tell(
      String name, String nameVersion, String operation, boolean success, String message) {
    for (EventSink sink : sinks.get()) {
      sink.accept(new Event(name, nameVersion, operation, success, message, Optional.empty()));
    }
  }
}
