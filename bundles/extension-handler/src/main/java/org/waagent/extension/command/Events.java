// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.command;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.waagent.goalstate.HandlerName;
import org.waagent.host.Event;
import org.waagent.host.EventSink;

/** Tells the platform's telemetry what was done, where somebody listens. */
public final class Events {
  private final List<EventSink> sinks;

  /**
   * @param sinks those who listen; the list may change, as they come and go
   */
  public Events(List<EventSink> sinks) {
    this.sinks = sinks;
  }

  /** Tells of something that took a while. */
  public void tell(
      HandlerName name,
      String version,
      String operation,
      boolean success,
      String message,
      Duration took) {
    tell(new Event(name.text(), version, operation, success, message, Optional.of(took)));
  }

  /** Tells of something. */
  public void tell(
      HandlerName name, String version, String operation, boolean success, String message) {
    tell(new Event(name.text(), version, operation, success, message, Optional.empty()));
  }

  private void tell(Event event) {
    for (EventSink sink : sinks) {
      sink.accept(event);
    }
  }
}
