// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.collect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.waagent.telemetry.event.TelemetryEvent;

/** What one look at a folder brought. */
final class Harvest {
  private final List<TelemetryEvent> events = new ArrayList<>();
  private final List<String> done = new ArrayList<>();
  private final Map<String, Integer> dropped = new TreeMap<>();

  void add(TelemetryEvent event) {
    events.add(event);
  }

  /** Nothing of this file is needed once the events are on disk elsewhere. */
  void done(String file) {
    done.add(file);
  }

  void drop(String reason) {
    dropped.merge(reason, 1, Integer::sum);
  }

  List<TelemetryEvent> events() {
    return events;
  }

  List<String> done() {
    return done;
  }

  int droppedCount() {
    return dropped.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Each reason with its count, for people; empty if nothing was dropped. */
  String dropped() {
    List<String> parts = new ArrayList<>();
    dropped.forEach((reason, count) -> parts.add(reason + ": " + count));
    return String.join("; ", parts);
  }
}
