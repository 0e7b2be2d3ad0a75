// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.spool;

import java.util.ArrayList;
import java.util.List;
import org.waagent.telemetry.event.TelemetryEvent;

/** The events of one file that are not settled yet. Used by one thread. */
public final class Batch {
  private final String name;
  private final List<TelemetryEvent> left;
  private boolean changed;

  Batch(String name, List<TelemetryEvent> events) {
    this.name = name;
    this.left = new ArrayList<>(events);
  }

  /** Name of the file. */
  String name() {
    return name;
  }

  /** What is not settled. */
  public List<TelemetryEvent> left() {
    return List.copyOf(left);
  }

  /** The host took an event, or never will. */
  public void settle(TelemetryEvent event) {
    for (int i = 0; i < left.size(); i++) {
      if (left.get(i) == event) {
        left.remove(i);
        changed = true;
        return;
      }
    }
  }

  boolean isChanged() {
    return changed;
  }
}
