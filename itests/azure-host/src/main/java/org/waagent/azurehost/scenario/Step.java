// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.scenario;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.StaleContainer;

/**
 * One goal state of a scenario and when it is published.
 *
 * @param at time since the start; empty when a condition decides
 * @param after a status since the step before that this one waits for
 * @param migrate the machine moves to another container just before; what old ids then get
 */
record Step(
    Optional<Duration> at,
    Optional<Condition> after,
    Optional<StaleContainer> migrate,
    GoalState goal) {
  Step {
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(after, "after");
    Objects.requireNonNull(migrate, "migrate");
    Objects.requireNonNull(goal, "goal");
  }

  boolean isFromTheStart() {
    return migrate.isEmpty() && at.map(Duration::isZero).orElse(false);
  }
}
