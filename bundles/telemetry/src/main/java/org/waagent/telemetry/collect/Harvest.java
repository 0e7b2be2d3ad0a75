// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.collect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.waagent.telemetry.event.TelemetryEvent;
import org.waagent.telemetry.spool.Losses.Reason;

/** What one look at a folder brought. */
final class Harvest {
  private final List<TelemetryEvent> events = new ArrayList<>();
  private final List<String> done = new ArrayList<>();
  private final Map<String, Integer> dropped = new TreeMap<>();
  private final Map<Reason, Integer> counts = new EnumMap<>(Reason.class);

  void add(TelemetryEvent event) {
    events.add(event);
  }

  /** Nothing of this file is needed once the events are on disk elsewhere. */
  void done(String file) {
    done.add(file);
  }

  void drop(Reason kind, String reason) {
    counts.merge(kind, 1, Integer::sum);
    dropped.merge(reason, 1, Integer::sum);
  }

  List<TelemetryEvent> events() {
    return events;
  }

  List<String> done() {
    return done;
  }

  /** How many were dropped, by kind of reason. */
  Map<Reason, Integer> counts() {
    return Collections.unmodifiableMap(counts);
  }

  /** Each reason with its count, for people; empty if nothing was dropped. */
  String dropped() {
    List<String> parts = new ArrayList<>();
    dropped.forEach((reason, count) -> parts.add(reason + ": " + count));
    return String.join("; ", parts);
  }
}
