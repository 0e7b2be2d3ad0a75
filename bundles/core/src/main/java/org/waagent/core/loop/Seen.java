// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.loop;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.waagent.goalstate.GoalState;

/**
 * A goal state in force.
 *
 * @param goalState itself
 * @param since when it was first seen
 */
public record Seen(GoalState goalState, Instant since) {
  public Seen {
    requireNonNull(goalState, "goalState");
    requireNonNull(since, "since");
  }
}
