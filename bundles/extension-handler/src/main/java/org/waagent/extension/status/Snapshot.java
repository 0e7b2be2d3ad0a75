// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.status;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.waagent.extension.handler.HandlerStatus;
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
 * @param id of the goal state being processed; empty text for none
 * @param notes why units that are not done are tried again, by label
 * @param unplaced status of handlers nobody can tell the version of, so that there is no folder to
 *     note it in
 */
public record Snapshot(
    Scope scope,
    List<Unit> units,
    Map<HandlerName, String> versions,
    Set<String> inProgress,
    Optional<GoalStateStatus> goalState,
    String id,
    Map<String, String> notes,
    Map<HandlerName, HandlerStatus> unplaced) {
  /** Nothing is tried again, and every handler has its folder. */
  public Snapshot(
      Scope scope,
      List<Unit> units,
      Map<HandlerName, String> versions,
      Set<String> inProgress,
      Optional<GoalStateStatus> goalState) {
    this(scope, units, versions, inProgress, goalState, "", Map.of(), Map.of());
  }

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
    notes = Map.copyOf(notes);
    unplaced = Map.copyOf(unplaced);
  }

  /** Nothing is known yet. */
  public static Snapshot empty() {
    return new Snapshot(Scope.GOAL_STATE, List.of(), Map.of(), Set.of(), Optional.empty());
  }

  /** The same with a decided version. */
  public Snapshot decided(HandlerName name, String version) {
    Map<HandlerName, String> all = new HashMap<>(versions);
    all.put(name, version);
    return new Snapshot(scope, units, all, inProgress, goalState, id, notes, unplaced);
  }

  /** The same with a unit done. */
  public Snapshot done(Unit unit) {
    Set<String> left = new HashSet<>(inProgress);
    left.remove(unit.label());
    return new Snapshot(scope, units, versions, left, goalState, id, without(unit), unplaced);
  }

  private Map<String, String> without(Unit unit) {
    Map<String, String> all = new HashMap<>(notes);
    all.remove(unit.label());
    return all;
  }

  /** The same with a reason why a unit is tried again; empty text for none. */
  public Snapshot noted(Unit unit, String why) {
    Map<String, String> all = without(unit);
    if (!why.isEmpty()) {
      all.put(unit.label(), why);
    }
    return new Snapshot(scope, units, versions, inProgress, goalState, id, all, unplaced);
  }

  /** The same with the status of a handler that has no folder. */
  public Snapshot unplaced(HandlerName name, HandlerStatus status) {
    Map<HandlerName, HandlerStatus> all = new HashMap<>(unplaced);
    all.put(name, status);
    return new Snapshot(scope, units, versions, inProgress, goalState, id, notes, all);
  }

  /** The same after something went wrong nobody expected. */
  public Snapshot broken(GoalStateStatus status) {
    return new Snapshot(
        scope, units, versions, inProgress, Optional.of(status), "", Map.of(), unplaced);
  }

  /** The same with a goal state processed. */
  public Snapshot settled(GoalStateStatus status) {
    return new Snapshot(
        scope, units, versions, Set.of(), Optional.of(status), id, Map.of(), unplaced);
  }
}
