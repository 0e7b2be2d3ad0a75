// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.waagent.extension.handler.Unit;
import org.waagent.goalstate.ExtensionsGoalState;

/**
 * How goal states are to be taken, from the configuration.
 *
 * @param enabled whether extensions are processed
 * @param heedsHold whether they wait while the platform holds the machine
 * @param cloudInit how long the first ones wait for cloud-init; empty where they do not
 * @param configurationFile named in messages
 * @param features names of the features the agent has, as it has them at the moment
 */
record Rules(
    boolean enabled,
    boolean heedsHold,
    Optional<Duration> cloudInit,
    String configurationFile,
    Supplier<Set<String>> features) {
  static Rules of(Config config, String configurationFile, Supplier<Set<String>> features) {
    Optional<Duration> wait =
        config.waitForCloudInit() && config.waitForCloudInitTimeout() > 0
            ? Optional.of(Duration.ofSeconds(config.waitForCloudInitTimeout()))
            : Optional.empty();
    return new Rules(
        config.enabled(), config.enableOverProvisioning(), wait, configurationFile, features);
  }

  /** How a goal state is taken. */
  GoalRecord.Mode mode(ExtensionsGoalState goal) {
    if (goal.source() == ExtensionsGoalState.Source.EMPTY) {
      return GoalRecord.Mode.IGNORE;
    }
    if (!unsupported(goal).isEmpty()) {
      return GoalRecord.Mode.REFUSE;
    }
    if (goal.onHold() && heedsHold) {
      return GoalRecord.Mode.HOLD;
    }
    return enabled ? GoalRecord.Mode.PROCESS : GoalRecord.Mode.DISALLOW;
  }

  /** Features it requires and the agent does not have. */
  List<String> unsupported(ExtensionsGoalState goal) {
    if (goal.requiredFeatures().isEmpty()) {
      return List.of();
    }
    Set<String> known = features.get();
    return goal.requiredFeatures().stream().filter(feature -> !known.contains(feature)).toList();
  }

  /** Why a unit is not processed. */
  String disallowed(Unit unit) {
    return "Extension '%s' will not be processed since extension processing is disabled. To enable extension processing, set Extensions.Enabled=y in '%s'"
        .formatted(unit.label(), configurationFile);
  }
}
