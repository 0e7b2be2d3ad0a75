// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.logs;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.waagent.host.Event;
import org.waagent.host.EventSink;
import org.waagent.plugin.FrameworkProperties;

/** Tells the platform's telemetry how a collection went, if there is somebody who listens then. */
interface CollectionEvents {
  /**
   * Tells it.
   *
   * @param success whether the logs arrived
   * @param message for people
   * @param took how long it took
   */
  void tell(boolean success, String message, Duration took);

  /** To those that listen at the moment. */
  static CollectionEvents through(BundleContext context) {
    return (success, message, took) -> {
      Event event =
          new Event(
              "WALinuxAgent",
              Optional.ofNullable(context.getProperty(FrameworkProperties.VERSION)).orElse("0.0.0"),
              "LogCollection",
              success,
              message,
              Optional.of(took));
      for (ServiceReference<EventSink> reference : sinks(context)) {
        EventSink sink = context.getService(reference);
        if (sink != null) {
          sink.accept(event);
          context.ungetService(reference);
        }
      }
    };
  }

  private static Collection<ServiceReference<EventSink>> sinks(BundleContext context) {
    try {
      return List.copyOf(context.getServiceReferences(EventSink.class, null));
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException("no filter can't be wrong", e);
    }
  }
}
