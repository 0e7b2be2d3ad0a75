// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.waagent.extension.GoalRecord.Mode;
import org.waagent.extension.command.PassId;
import org.waagent.extension.command.UnitResult;
import org.waagent.extension.handler.HandlerFolder;
import org.waagent.extension.handler.Unit;
import org.waagent.extension.status.Snapshot;
import org.waagent.goalstate.ExtensionsGoalState;
import org.waagent.goalstate.HandlerName;
import org.waagent.plugin.Change;
import org.waagent.plugin.GoalStateStatus;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Plan;

/** Compares a goal state with what was done for it in this start of the agent. */
final class Planner {
  private final Workbench bench;
  private final Rules rules;
  private final GoalRecords records;
  private final AtomicReference<Snapshot> snapshot;
  private final ProcessingTools tools;
  private final StartSteps startSteps;

  Planner(Rules rules, ProcessingTools tools) {
    this.bench = tools.bench();
    this.rules = rules;
    this.records =
        new GoalRecords(bench.machine().files(), bench.state(), bench.machine().logger());
    this.snapshot = tools.snapshot();
    this.tools = tools;
    this.startSteps = new StartSteps(bench, rules);
  }

  Plan plan(ExtensionsGoalState goal, String start) throws IOException {
    if (goal.outdated()) {
      return Plan.nothing(
          new Outcome.NotApplicable(goal.id() + " is older than a goal state seen before"));
    }
    PassId id = new PassId(goal.id(), start);
    bench.policy().ruling(id);
    Optional<GoalRecord> before = records.load();
    Optional<GoalRecord> same = before.filter(noted -> noted.pass().equals(id));
    List<Unit> units = Sequence.units(goal.handlers());
    if (same.isPresent() && same.get().processed()) {
      restore(same.get(), units);
      return Plan.nothing(settled(id, units));
    }
    Duration most = bench.machine().limits().dependencies();
    Instant now = bench.machine().clock().instant();
    Instant began = before.flatMap(noted -> noted.began(id, most, now)).orElse(now);
    Mode mode = rules.mode(goal);
    GoalRecord record =
        new GoalRecord(id, mode, began, false, before.flatMap(noted -> status(noted, start)));
    List<Change> changes = new ArrayList<>();
    changes.add(Change.of("begin " + id.goalState(), () -> begin(record, goal, units)));
    changes.addAll(startSteps.left(start));
    if (before.isEmpty() || !before.get().pass().start().equals(start)) {
      changes.addAll(startSteps.first(mode));
    }
    Pass pass = new Pass(id, began, most, Sequence.ordered(units), bench.machine().clock());
    changes.addAll(changes(pass, mode, goal));
    changes.add(new Settling(bench, rules, records, snapshot, tools.course(), record, goal));
    return new Plan(changes, Outcome.done());
  }

  /** What came of a goal state is told within the agent's start it was processed in. */
  private static Optional<GoalStateStatus> status(GoalRecord noted, String start) {
    return noted.pass().start().equals(start) ? noted.status() : Optional.empty();
  }

  private List<Change> changes(Pass pass, Mode mode, ExtensionsGoalState goal) throws IOException {
    List<Change> changes = new ArrayList<>();
    if (mode == Mode.PROCESS) {
      if (!pass.units().isEmpty()) {
        changes.add(new Processing(pass, tools));
      }
      changes.addAll(new Leaving(bench, tools.course()).changes(pass, goal.handlers()));
      CleanUp cleanUp = new CleanUp(bench, tools.course());
      changes.add(
          Change.of(
              "clean up what handlers left that are gone",
              () -> cleanUp.keepOnly(goal.handlers())));
    } else if (mode == Mode.DISALLOW) {
      for (Unit unit : pass.units()) {
        changes.add(disallow(pass, unit));
      }
    }
    return changes;
  }

  private Change disallow(Pass pass, Unit unit) {
    return new UnitChange(
        "disallow " + unit.label(),
        "report " + unit.label() + " as switched off",
        pass,
        unit,
        tools.verdicts(),
        () -> tools.verdicts().disallowed(pass, unit, rules.disallowed(unit)));
  }

  private void begin(GoalRecord record, ExtensionsGoalState goal, List<Unit> units)
      throws IOException {
    Summary.of(snapshot.get(), tools.statusFiles(), bench.store(), record.pass().goalState())
        .ifPresent(summary -> bench.machine().logger().warn("{}", summary));
    bench
        .machine()
        .logger()
        .info(
            "ProcessExtensionsGoalState started [{} channel: {} activity: {} correlation {} created:"
                + " {}]",
            goal.id(),
            goal.source(),
            goal.activityId(),
            goal.correlationId(),
            goal.createdOn());
    records.save(record);
    bench.policy().keep(record.pass());
    Set<String> open = new HashSet<>();
    if (record.mode() == Mode.PROCESS) {
      for (Unit unit : units) {
        if (bench.journals().load(unit.name()).result(record.pass(), unit).isEmpty()) {
          open.add(unit.label());
        }
      }
    }
    Map<HandlerName, String> versions = versions(record.pass(), units);
    Snapshot.Scope scope = scope(record.mode());
    // Until it is known what becomes of this goal state, what became of the last one is told.
    Optional<GoalStateStatus> last = snapshot.get().goalState().or(record::status);
    Snapshot begun =
        new Snapshot(scope, units, versions, open, last, goal.id(), Map.of(), Map.of());
    snapshot.set(tools.verdicts().recalled(begun, record.pass()));
  }

  private void restore(GoalRecord record, List<Unit> units) throws IOException {
    if (snapshot.get().units().isEmpty()) {
      Map<HandlerName, String> versions = versions(record.pass(), units);
      Snapshot known =
          new Snapshot(scope(record.mode()), units, versions, Set.of(), record.status());
      snapshot.set(tools.verdicts().recalled(known, record.pass()));
    }
  }

  private static Snapshot.Scope scope(Mode mode) {
    return switch (mode) {
      case DISALLOW -> Snapshot.Scope.DISALLOWED;
      case REFUSE -> Snapshot.Scope.DISK;
      case PROCESS, HOLD, IGNORE -> Snapshot.Scope.GOAL_STATE;
    };
  }

  private Map<HandlerName, String> versions(PassId pass, List<Unit> units) throws IOException {
    Map<HandlerName, String> versions = new HashMap<>();
    for (Unit unit : units) {
      if (!versions.containsKey(unit.name())) {
        Optional<HandlerFolder> folder = tools.verdicts().folder(pass, unit.handler());
        folder.ifPresent(known -> versions.put(unit.name(), known.version()));
      }
    }
    return versions;
  }

  /**
   * What an earlier version of this bundle knew in this start of the agent, as far as the disk
   * tells it; holds until the first plan.
   */
  Optional<Snapshot> recalled(String start) {
    return records
        .load()
        .filter(noted -> noted.pass().start().equals(start) && noted.mode() != Mode.HOLD)
        .map(
            noted ->
                new Snapshot(Snapshot.Scope.DISK, List.of(), Map.of(), Set.of(), noted.status()));
  }

  private Outcome settled(PassId pass, List<Unit> units) throws IOException {
    for (Unit unit : units) {
      Optional<UnitResult> result = bench.journals().load(unit.name()).result(pass, unit);
      if (result.isPresent() && !result.get().isSuccess()) {
        String text = unit.label() + ": " + result.get().message();
        return new Outcome.Failed(result.get().code(), text);
      }
    }
    return Outcome.done();
  }
}
