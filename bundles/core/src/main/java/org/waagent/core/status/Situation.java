// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.status;

import com.google.gson.JsonObject;
import java.util.Optional;
import java.util.function.Supplier;
import org.waagent.core.condition.ConditionKeeper;
import org.waagent.core.loop.DisableMarker;
import org.waagent.core.loop.Faults;
import org.waagent.core.loop.GoalStateLoop;
import org.waagent.core.loop.ReadyReport;
import org.waagent.core.loop.RunningAgent;
import org.waagent.core.loop.Seen;
import org.waagent.core.plugins.PluginRunner;
import org.waagent.core.plugins.Plugins;
import org.waagent.core.task.PeriodicTasks;
import org.waagent.os.Clock;
import org.waagent.plugin.ExtensionStatus;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Status;

/** How the agent is. Looking never waits for a plugin or the network. */
public final class Situation {
  private final Parts parts;
  private final RunningAgent agent;
  private final Clock clock;
  private final Changes changes = new Changes();

  /**
   * Where it looks.
   *
   * @param newest goal state in force
   */
  public record Parts(
      Plugins plugins,
      GoalStateLoop loop,
      Faults faults,
      Supplier<Optional<Seen>> newest,
      StatusPublisher publisher,
      ReadyReport ready,
      ConditionKeeper conditions,
      Convergence convergence,
      PeriodicTasks tasks,
      DisableMarker marker) {}

  /**
   * @param agent as a whole
   */
  public Situation(Parts parts, RunningAgent agent, Clock clock) {
    this.parts = parts;
    this.agent = agent;
    this.clock = clock;
  }

  /** Happen when the situation changed in a way worth telling. */
  public Changes changes() {
    return changes;
  }

  /** How it is now, as {@link SituationJson} writes it. */
  public JsonObject json() {
    return new SituationJson(this, parts, agent).at(clock.instant());
  }

  /** Whether the agent rests because none is wanted on this machine. */
  public boolean isDisabled() {
    return parts.marker().isFound();
  }

  /** Whether all is done for the goal state in force, and Azure knows. */
  public boolean isSettled() {
    Optional<Seen> seen = parts.newest().get();
    if (seen.isEmpty() || !isDisabled() && !parts.convergence().isConverged()) {
      return false;
    }
    for (PluginRunner plugin : parts.plugins().runners()) {
      boolean done =
          plugin.state().isFinal() && plugin.isSettledFor(parts.plugins().wanted().goalState());
      if (!done) {
        return false;
      }
    }
    return parts.conditions().waitingFor().isEmpty() && isTold(seen.get());
  }

  private boolean isTold(Seen seen) {
    String id = seen.goalState().extensions().id();
    return isDisabled()
        ? parts.ready().state().accepted().isPresent()
        : parts.publisher().settledGoalState().equals(id);
  }

  /** Whether something does not go as it should. */
  boolean isFailed() {
    if (parts.loop().polls().failures() > 0
        || !parts.faults().now().isEmpty()
        || !isDisabled() && parts.publisher().delivery().failures() > 0
        || parts.ready().state().error().isPresent()) {
      return true;
    }
    return parts.plugins().runners().stream().anyMatch(Situation::hasFailed)
        || parts.publisher().statuses().stream().anyMatch(Situation::isBad);
  }

  private static boolean hasFailed(PluginRunner plugin) {
    return plugin.state().outcome().filter(Outcome.Failed.class::isInstance).isPresent();
  }

  private static boolean isBad(Status status) {
    Optional<String> extension = status.extension().flatMap(ExtensionStatus::state);
    return extension.filter("error"::equals).isPresent()
        || status.state().equals("Unresponsive")
        || status.state().equals(Status.NOT_READY) && status.code() != 0;
  }
}
