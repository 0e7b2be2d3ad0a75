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
import org.waagent.extension.handler.ErrorCodes;
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
  private static final Duration RETRY = Duration.ofMinutes(5);

  private final Workbench bench;
  private final Rules rules;
  private final GoalRecords records;
  private final AtomicReference<Snapshot> snapshot;
  private final UnitSteps steps;
  private final Verdicts verdicts;
  private final StartSteps startSteps;

  Planner(
      Workbench bench,
      Rules rules,
      AtomicReference<Snapshot> snapshot,
      UnitSteps steps,
      Verdicts verdicts) {
    this.bench = bench;
    this.rules = rules;
    this.records =
        new GoalRecords(bench.machine().files(), bench.state(), bench.machine().logger());
    this.snapshot = snapshot;
    this.steps = steps;
    this.verdicts = verdicts;
    this.startSteps = new StartSteps(bench, rules);
  }

  Plan plan(ExtensionsGoalState goal, String start) throws IOException {
    if (goal.outdated()) {
      return Plan.nothing(
          new Outcome.NotApplicable(goal.id() + " is older than a goal state seen before"));
    }
    PassId id = new PassId(goal.id(), start);
    Optional<GoalRecord> before = records.load();
    Optional<GoalRecord> same = before.filter(noted -> noted.pass().equals(id));
    List<Unit> units = Sequence.units(goal.handlers());
    if (same.isPresent() && same.get().processed()) {
      restore(same.get(), units);
      return Plan.nothing(settled(id, units));
    }
    Instant began = same.map(GoalRecord::began).orElseGet(bench.machine().clock()::instant);
    Mode mode = rules.mode(goal);
    GoalRecord record =
        new GoalRecord(id, mode, began, false, before.flatMap(noted -> status(noted, start)));
    Pass pass = new Pass(id, began, Sequence.ordered(units));
    List<Change> changes = new ArrayList<>();
    changes.add(Change.of("begin " + id.goalState(), () -> begin(record, units)));
    changes.addAll(startSteps.left(start));
    if (before.isEmpty() || !before.get().pass().start().equals(start)) {
      changes.addAll(startSteps.first(mode));
    }
    changes.addAll(changes(pass, mode, goal));
    changes.add(settling(record, goal, units));
    return new Plan(changes, Outcome.done());
  }

  /** What came of a goal state is told within the agent's start it was processed in. */
  private static Optional<GoalStateStatus> status(GoalRecord noted, String start) {
    return noted.pass().start().equals(start) ? noted.status() : Optional.empty();
  }

  private List<Change> changes(Pass pass, Mode mode, ExtensionsGoalState goal) throws IOException {
    List<Change> changes = new ArrayList<>();
    if (mode == Mode.PROCESS) {
      for (Unit unit : pass.units()) {
        changes.addAll(process(pass, unit));
      }
    } else if (mode == Mode.DISALLOW) {
      for (Unit unit : pass.units()) {
        changes.add(disallow(pass, unit));
      }
    }
    if (mode == Mode.PROCESS || mode == Mode.DISALLOW) {
      CleanUp cleanUp = new CleanUp(bench);
      changes.add(
          Change.of(
              "clean up handlers that are not wanted", () -> cleanUp.keepOnly(goal.handlers())));
    }
    return changes;
  }

  /** A unit that is done is left out; what it means to those after it is not. */
  private List<Change> process(Pass pass, Unit unit) throws IOException {
    Optional<UnitResult> result = bench.journals().load(unit.name()).result(pass.id(), unit);
    if (result.isEmpty()) {
      return steps.of(pass, unit);
    }
    if (!result.get().isSuccess()) {
      pass.failed(unit, unit.label());
      return List.of();
    }
    return unit.isEnabled() && pass.hasDependents(unit)
        ? List.of(steps.await(pass, unit, List.of()))
        : List.of();
  }

  private Change disallow(Pass pass, Unit unit) {
    return new UnitChange(
        "disallow " + unit.label(),
        "report " + unit.label() + " as switched off",
        List.of(),
        Optional.empty(),
        pass,
        unit,
        verdicts,
        () -> verdicts.disallowed(pass, unit, rules.disallowed(unit)));
  }

  private void begin(GoalRecord record, List<Unit> units) throws IOException {
    records.save(record);
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
    snapshot.updateAndGet(
        known -> new Snapshot(scope, units, versions, open, either(known, record)));
  }

  private static Optional<GoalStateStatus> either(Snapshot known, GoalRecord record) {
    return known.goalState().isPresent() ? known.goalState() : record.status();
  }

  private void restore(GoalRecord record, List<Unit> units) throws IOException {
    if (snapshot.get().units().isEmpty()) {
      Map<HandlerName, String> versions = versions(record.pass(), units);
      snapshot.set(new Snapshot(scope(record.mode()), units, versions, Set.of(), record.status()));
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
        Optional<HandlerFolder> folder = verdicts.folder(pass, unit.handler());
        folder.ifPresent(known -> versions.put(unit.name(), known.version()));
      }
    }
    return versions;
  }

  private Change settling(GoalRecord record, ExtensionsGoalState goal, List<Unit> units) {
    return new Change() {
      @Override
      public String id() {
        return "settle " + goal.id();
      }

      @Override
      public Outcome apply() throws IOException {
        Optional<String> open =
            record.mode() == Mode.PROCESS ? open(record, units) : Optional.empty();
        if (open.isPresent()) {
          Instant when = bench.machine().clock().instant().plus(RETRY);
          return new Outcome.RetryLater("nobody could note what came of " + open.get(), when);
        }
        settle(record, goal);
        return Outcome.done();
      }
    };
  }

  /** A unit nothing was noted of, as on a full disk. What is noted as failed is done with. */
  private Optional<String> open(GoalRecord record, List<Unit> units) throws IOException {
    for (Unit unit : units) {
      if (bench.journals().load(unit.name()).result(record.pass(), unit).isEmpty()) {
        return Optional.of(unit.label());
      }
    }
    return Optional.empty();
  }

  private void settle(GoalRecord record, ExtensionsGoalState goal) throws IOException {
    Optional<GoalStateStatus> status =
        record.mode() == Mode.HOLD ? record.status() : Optional.of(verdict(record.mode(), goal));
    records.save(new GoalRecord(record.pass(), record.mode(), record.began(), true, status));
    snapshot.updateAndGet(known -> status.map(known::settled).orElse(known));
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

  private GoalStateStatus verdict(Mode mode, ExtensionsGoalState goal) {
    Instant now = bench.machine().clock().instant();
    if (mode == Mode.REFUSE) {
      String message =
          goal.id()
              + " requires features this agent does not have: "
              + String.join(", ", rules.unsupported(goal));
      bench.machine().logger().error("{}", message);
      return new GoalStateStatus(
          goal.svdSequenceNumber(), false, ErrorCodes.UNSUPPORTED_FEATURES, message, now);
    }
    return new GoalStateStatus(
        goal.svdSequenceNumber(), true, 0, "GoalState executed successfully", now);
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
