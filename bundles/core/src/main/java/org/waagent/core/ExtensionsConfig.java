// SPDX-License-Identifier: Apache-2.0
package org.waagent.core;

import java.time.Duration;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Section {@code Extensions}, the part the loop needs. */
@ObjectClassDefinition(pid = "org.waagent.extensions", name = "Goal-state periods")
@interface ExtensionsConfig {
  /** Key {@code Extensions.GoalStatePeriod}. */
  @AttributeDefinition(description = "Seconds from one look for a new goal state to the next.")
  int goalStatePeriod() default 6;

  /** Key {@code Extensions.InitialGoalStatePeriod}. */
  @AttributeDefinition(
      description =
          "The same until the extensions of the first goal state are settled; 0 stands for"
              + " Extensions.GoalStatePeriod.")
  int initialGoalStatePeriod() default 0;

  /**
   * The periods of a configuration, made sensible.
   *
   * @param regular from one poll to the next
   * @param initial the same, at first
   */
  record Periods(Duration regular, Duration initial) {
    static Periods of(ExtensionsConfig config) {
      Duration regular = Duration.ofSeconds(Math.max(1, config.goalStatePeriod()));
      int first = config.initialGoalStatePeriod();
      return new Periods(regular, first > 0 ? Duration.ofSeconds(first) : regular);
    }
  }
}
