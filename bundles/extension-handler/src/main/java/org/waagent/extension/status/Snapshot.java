// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.status;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.waagent.extension.handler.Unit;
import org.waagent.goalstate.HandlerName;
import org.waagent.plugin.GoalStateStatus;

/**
 * What a report is made from: never changed, replaced as a whole while a goal state is processed.
 *
 * @param scope which handlers are reported
 * @param units those of the goal state, in its order
 * @param versions decided so far
 * @param inProgress labels of units that are not done yet
 * @param goalState what came of the goal state processed last
 */
public record Snapshot(
    Scope scope,
    List<Unit> units,
    Map<HandlerName, String> versions,
    Set<String> inProgress,
    Optional<GoalStateStatus> goalState) {
  /** Which handlers are reported. */
  public enum Scope {
    /** Those of the goal state. */
    GOAL_STATE,
    /** Those of the goal state, which are not allowed to run. */
    DISALLOWED,
    /** Those found on disk. */
    DISK
  }

  public Snapshot {
    requireNonNull(scope, "scope");
    units = List.copyOf(units);
    versions = Map.copyOf(versions);
    inProgress = Set.copyOf(inProgress);
    requireNonNull(goalState, "goalState");
  }

  /** Nothing is known yet. */
  public static Snapshot empty() {
    return new Snapshot(Scope.GOAL_STATE, List.of(), Map.of(), Set.of(), Optional.empty());
  }

  /** The same with a decided version. */
  public Snapshot decided(HandlerName name, String version) {
    Map<HandlerName, String> all = new HashMap<>(versions);
    all.put(name, version);
    return new Snapshot(scope, units, all, inProgress, goalState);
  }

  /** The same with a unit done. */
  public Snapshot done(Unit unit) {
    Set<String> left = new HashSet<>(inProgress);
    left.remove(unit.label());
    return new Snapshot(scope, units, versions, left, goalState);
  }

  /** The same with a goal state processed. */
  public Snapshot settled(GoalStateStatus status) {
    return new Snapshot(scope, units, versions, Set.of(), Optional.of(status));
  }
}
