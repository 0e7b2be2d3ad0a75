// SPDX-License-Identifier: Apache-2.0
package org.waagent.core;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.waagent.core.loop.RunningAgent;
import org.waagent.host.Event;
import org.waagent.host.EventSink;

/** Tells telemetry that the agent runs, where somebody listens. */
final class Heartbeats implements Consumer<String> {
  private final BundleContext context;
  private final RunningAgent agent;
  private final List<ServiceReference<EventSink>> sinks;

  /**
   * @param sinks those who listen; the list may change, as they come and go
   */
  Heartbeats(BundleContext context, RunningAgent agent, List<ServiceReference<EventSink>> sinks) {
    this.context = context;
    this.agent = agent;
    this.sinks = sinks;
  }

  @Override
  public void accept(String line) {
    Event event =
        new Event("WALinuxAgent", agent.version(), "HeartBeat", true, line, Optional.empty());
    for (ServiceReference<EventSink> reference : sinks) {
      EventSink sink = context.getService(reference);
      if (sink != null) {
        sink.accept(event);
      }
    }
  }
}
