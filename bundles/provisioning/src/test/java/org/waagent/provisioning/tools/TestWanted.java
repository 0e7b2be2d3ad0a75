// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.tools;

import java.util.Optional;
import org.waagent.goalstate.Certificates;
import org.waagent.goalstate.ExtensionsGoalState;
import org.waagent.goalstate.GoalState;
import org.waagent.goalstate.Incarnation;
import org.waagent.goalstate.RemoteAccess;
import org.waagent.plugin.AgentStart;
import org.waagent.plugin.Wanted;

/** What is wanted once there is a goal state. */
public final class TestWanted {
  private TestWanted() {}

  /** A goal state that wants accounts, or says nothing of them. */
  public static Wanted of(Optional<RemoteAccess> access) {
    GoalState goalState =
        new GoalState(
            new Incarnation("1"),
            "container",
            "role",
            "config",
            ExtensionsGoalState.empty(new Incarnation("1")),
            Certificates.none(),
            Optional.empty(),
            Optional.empty(),
            access,
            false);
    return new Wanted(new AgentStart("s"), Optional.of(goalState), Optional.empty());
  }
}
