// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.waagent.extension.GoalRecord.Mode;
import org.waagent.extension.handler.ErrorCodes;
import org.waagent.extension.handler.Unit;
import org.waagent.extension.status.Snapshot;
import org.waagent.goalstate.ExtensionsGoalState;
import org.waagent.plugin.Change;
import org.waagent.plugin.GoalStateStatus;
import org.waagent.plugin.Outcome;

/** The last change of a goal state: it is processed, unless something is open. */
record Settling(
    Workbench bench,
    Rules rules,
    GoalRecords records,
    AtomicReference<Snapshot> snapshot,
    Course course,
    GoalRecord goalRecord,
    ExtensionsGoalState goal)
    implements Change {
  private static final Duration RETRY = Duration.ofMinutes(5);

  @Override
  public String id() {
    return "settle " + goal.id();
  }

  @Override
  public Outcome apply() throws IOException {
    if (course.isLeftOut()) {
      bench.machine().logger().info("{} is left as it is: a newer one waits", goal.id());
      return Outcome.done();
    }
    Optional<String> open = goalRecord.mode() == Mode.PROCESS ? open() : Optional.empty();
    if (open.isPresent()) {
      Instant when = bench.machine().clock().instant().plus(RETRY);
      return new Outcome.RetryLater("nobody could note what came of " + open.get(), when);
    }
    settle();
    return Outcome.done();
  }

  /** A unit nothing was noted of, as on a full disk. What is noted as failed is done with. */
  private Optional<String> open() throws IOException {
    for (Unit unit : Sequence.units(goal.handlers())) {
      if (bench.journals().load(unit.name()).result(goalRecord.pass(), unit).isEmpty()) {
        return Optional.of(unit.label());
      }
    }
    return Optional.empty();
  }

  private void settle() throws IOException {
    Mode mode = goalRecord.mode();
    Optional<GoalStateStatus> status =
        mode == Mode.HOLD ? goalRecord.status() : Optional.of(verdict(mode));
    records.save(new GoalRecord(goalRecord.pass(), mode, goalRecord.began(), true, status));
    snapshot.updateAndGet(known -> status.map(known::settled).orElse(known));
    Duration took = Duration.between(goalRecord.began(), bench.machine().clock().instant());
    bench
        .machine()
        .logger()
        .info("ProcessExtensionsGoalState completed [{} {} ms]", goal.id(), took.toMillis());
  }

  private GoalStateStatus verdict(Mode mode) {
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
}
