// SPDX-License-Identifier: Apache-2.0
package org.waagent.plugin;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.waagent.goalstate.GoalState;
import org.waagent.goalstate.OvfEnvironment;

/**
 * What is known to be wanted of this machine. A part is empty until it is known.
 *
 * @param start the agent's start this is part of
 * @param goalState the newest goal state
 * @param ovfEnvironment what the provisioning medium says
 */
public record Wanted(
    AgentStart start, Optional<GoalState> goalState, Optional<OvfEnvironment> ovfEnvironment) {
  public Wanted {
    requireNonNull(start, "start");
    requireNonNull(goalState, "goalState");
    requireNonNull(ovfEnvironment, "ovfEnvironment");
  }

  /** Nothing known yet. */
  public static Wanted nothing(AgentStart start) {
    return new Wanted(start, Optional.empty(), Optional.empty());
  }
}
