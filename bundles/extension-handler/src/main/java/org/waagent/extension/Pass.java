// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.waagent.extension.command.PassId;
import org.waagent.extension.handler.Unit;
import org.waagent.goalstate.HandlerName;
import org.waagent.os.Clock;

/** One processing of a goal state, as far as memory goes. */
final class Pass {
  private final PassId id;
  private final List<Unit> ordered;
  private final Clock clock;
  private final Duration end;

  /**
   * @param began when the processing began, maybe before the bundle was replaced
   * @param most how long it may wait and try, in all
   */
  Pass(PassId id, Instant began, Duration most, List<Unit> ordered, Clock clock) {
    this.id = id;
    this.ordered = List.copyOf(ordered);
    this.clock = clock;
    // From here on the time that never jumps counts.
    Duration left = Duration.between(clock.instant(), began.plus(most));
    this.end = clock.sinceStart().plus(left.compareTo(most) > 0 ? most : left);
  }

  PassId id() {
    return id;
  }

  /** Time left for waiting and for trying again; negative once it is over. */
  Duration left() {
    return end.minus(clock.sinceStart());
  }

  /** Units in the order of processing. */
  List<Unit> units() {
    return ordered;
  }

  /** Units of one handler. */
  List<Unit> units(HandlerName name) {
    List<Unit> own = new ArrayList<>();
    for (Unit unit : ordered) {
      if (unit.name().equals(name)) {
        own.add(unit);
      }
    }
    return own;
  }
}
