// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.waagent.telemetry.event.TelemetryEvent;
import org.waagent.telemetry.facts.Events;

/** Events that came and are not on disk yet. Bounded in number and in size. */
final class Inbox {
  private static final int MOST = 1000;
  private static final long MOST_CHARACTERS = 4L * 1024 * 1024;

  private final List<Function<Events, TelemetryEvent>> waiting = new ArrayList<>();
  private long characters;

  /**
   * Takes one in.
   *
   * @param event makes it whole, which is done later and not by who told it
   * @param size about how many characters it has
   * @return how many wait now; 0 if there was no room
   */
  synchronized int add(Function<Events, TelemetryEvent> event, long size) {
    if (waiting.size() >= MOST || characters + size > MOST_CHARACTERS) {
      return 0;
    }
    waiting.add(event);
    characters += size;
    return waiting.size();
  }

  /** All of them, oldest first; none waits any more. */
  synchronized List<Function<Events, TelemetryEvent>> take() {
    List<Function<Events, TelemetryEvent>> taken = List.copyOf(waiting);
    waiting.clear();
    characters = 0;
    return taken;
  }

  synchronized int size() {
    return waiting.size();
  }
}
