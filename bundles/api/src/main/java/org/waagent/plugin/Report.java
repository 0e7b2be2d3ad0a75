// SPDX-License-Identifier: Apache-2.0
package org.waagent.plugin;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What a plugin adds to the aggregate status.
 *
 * @param statuses entries of handlers, in the order to report them
 * @param goalState what came of the goal state's extensions; empty until one was processed
 */
public record Report(List<Status> statuses, Optional<GoalStateStatus> goalState) {
  private static final Report NONE = new Report(List.of(), Optional.empty());

  public Report {
    statuses = List.copyOf(statuses);
    requireNonNull(goalState, "goalState");
  }

  /** Nothing to add. */
  public static Report none() {
    return NONE;
  }
}
