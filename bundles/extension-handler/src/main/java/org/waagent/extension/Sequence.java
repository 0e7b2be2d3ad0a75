// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.waagent.extension.handler.Unit;
import org.waagent.goalstate.Extension;
import org.waagent.goalstate.Handler;
import org.waagent.goalstate.RequestedState;

/** Puts what a goal state asks for into the order it is worked on. */
final class Sequence {
  private Sequence() {}

  /**
   * Units in the order of the goal state; a handler that goes away is one unit. What the goal state
   * names twice is taken once.
   */
  static List<Unit> units(List<Handler> handlers) {
    Map<String, Unit> units = new LinkedHashMap<>();
    for (Handler handler : handlers) {
      for (Unit unit : units(handler)) {
        units.putIfAbsent(unit.label(), unit);
      }
    }
    return List.copyOf(units.values());
  }

  private static List<Unit> units(Handler handler) {
    if (handler.extensions().isEmpty()) {
      return List.of(new Unit(handler, Optional.empty()));
    }
    return handler.requested() == RequestedState.ENABLED
        ? handler.extensions().stream().map(e -> new Unit(handler, Optional.of(e))).toList()
        : List.of(new Unit(handler, Optional.of(last(handler))));
  }

  /** Of the settings of a handler that goes, the one others depend on least decides its turn. */
  private static Extension last(Handler handler) {
    return handler.extensions().stream()
        .max(Comparator.comparingInt(Extension::dependencyLevel))
        .orElseThrow();
  }

  /** The same by rank; where ranks are equal the order of the goal state holds. */
  static List<Unit> ordered(List<Unit> units) {
    return units.stream().sorted(Comparator.comparingInt(Unit::rank)).toList();
  }
}
