// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.waagent.extension.handler.Unit;
import org.waagent.extension.status.Snapshot;
import org.waagent.goalstate.ExtensionsGoalState;
import org.waagent.goalstate.HandlerName;

/**
 * What the plugin works on, for the command line. Empty where no daemon runs: the plugin puts it
 * here, the verb reads it.
 */
@Component(service = LatestGoal.class)
public final class LatestGoal {
  private volatile Optional<ExtensionsGoalState> goal = Optional.empty();
  private volatile String start = "";
  private volatile Supplier<Snapshot> snapshot = Snapshot::empty;

  /** Made by Declarative Services. */
  @Activate
  public LatestGoal() {}

  void planned(ExtensionsGoalState planned, String inStart) {
    start = inStart;
    goal = Optional.of(planned);
  }

  void knows(Supplier<Snapshot> now) {
    snapshot = now;
  }

  /** The goal state planned last. */
  Optional<ExtensionsGoalState> goal() {
    return goal;
  }

  /** The agent's start it was planned in. */
  String start() {
    return start;
  }

  /** What is known of it now. */
  Snapshot snapshot() {
    return snapshot.get();
  }

  /** Why a handler is tried again, and when; empty if it is not. */
  Optional<String> retries(HandlerName name) {
    Snapshot now = snapshot();
    for (Unit unit : now.units()) {
      if (unit.name().equals(name) && now.notes().containsKey(unit.label())) {
        return Optional.of(now.notes().get(unit.label()));
      }
    }
    return Optional.empty();
  }
}
