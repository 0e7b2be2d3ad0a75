// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.task;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How it goes with one periodic task. A value: whoever reads it never waits for the task.
 *
 * @param name of the task
 * @param period from one run to the next
 * @param since when the run that goes on now began; empty between runs
 * @param last when the last run that ended began; empty before the first
 * @param error why that run failed; empty if it did not
 * @param failures how many runs failed in a row
 * @param next when the next run is due; empty while one goes on and before the first goal state
 */
public record TaskState(
    String name,
    Duration period,
    Optional<Instant> since,
    Optional<Instant> last,
    Optional<String> error,
    int failures,
    Optional<Instant> next) {
  public TaskState {
    requireNonNull(name, "name");
    requireNonNull(period, "period");
    requireNonNull(since, "since");
    requireNonNull(last, "last");
    requireNonNull(error, "error");
    requireNonNull(next, "next");
  }

  static TaskState idle(TaskSource task) {
    return new TaskState(
        task.name(),
        task.period(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        Optional.empty());
  }

  TaskState due(Instant time) {
    return new TaskState(name, period, since, last, error, failures, Optional.of(time));
  }

  TaskState begun(Instant now) {
    return new TaskState(name, period, Optional.of(now), last, error, failures, Optional.empty());
  }

  TaskState ended(Optional<String> failure, Instant nextRun) {
    return new TaskState(
        name,
        period,
        Optional.empty(),
        since,
        failure,
        failure.isPresent() ? failures + 1 : 0,
        Optional.of(nextRun));
  }
}
