// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.auto;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.waagent.goalstate.AgentFamily;
import org.waagent.goalstate.Certificates;
import org.waagent.goalstate.ExtensionsGoalState;
import org.waagent.goalstate.GoalState;
import org.waagent.goalstate.Incarnation;
import org.waagent.plugin.AgentStart;
import org.waagent.plugin.Wanted;

/** What Azure wants, and what the owner allows. */
final class TestGoals {
  private TestGoals() {}

  static Rules rules(String feed) {
    return Rules.of(
        new TestConfig(Map.of("feed", feed)).auto(), new TestConfig(Map.of()).debug(), Map.of());
  }

  static Wanted wanted(int number, Optional<AgentFamily> family) {
    Incarnation incarnation = new Incarnation(String.valueOf(number));
    ExtensionsGoalState empty = ExtensionsGoalState.empty(incarnation);
    ExtensionsGoalState extensions =
        new ExtensionsGoalState(
            empty.id(),
            empty.source(),
            empty.createdOn(),
            empty.svdSequenceNumber(),
            empty.activityId(),
            empty.correlationId(),
            empty.statusBlob(),
            List.of(),
            false,
            family.stream().toList(),
            List.of(),
            false);
    GoalState goalState =
        new GoalState(
            incarnation,
            "container",
            "role",
            "config",
            extensions,
            new Certificates(List.of()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false);
    return new Wanted(new AgentStart("start"), Optional.of(goalState), Optional.empty());
  }
}
