// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.status;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.waagent.core.loop.RunningAgent;
import org.waagent.core.plugins.PluginRunner;
import org.waagent.core.status.Aggregate.Feature;
import org.waagent.core.text.OutcomeText;
import org.waagent.goalstate.GoalState;
import org.waagent.goalstate.HandlerName;
import org.waagent.os.Machine;
import org.waagent.plugin.GoalStateStatus;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Report;
import org.waagent.plugin.Status;

/** Merges what the plugins said and did into one aggregate. */
final class Gathered {
  private static final int LONGEST_MESSAGE = 1024;

  private final RunningAgent agent;
  private final Machine machine;

  Gathered(RunningAgent agent, Machine machine) {
    this.agent = agent;
    this.machine = machine;
  }

  Aggregate merge(GoalState goalState, List<PluginRunner> plugins, Reports reports) {
    List<Status> statuses = new ArrayList<>();
    Optional<GoalStateStatus> processed = Optional.empty();
    for (Report report : reports.of(plugins)) {
      statuses.addAll(report.statuses());
      processed = processed.isPresent() ? processed : report.goalState();
    }
    for (PluginRunner plugin : plugins) {
      ownEntry(plugin, statuses).ifPresent(statuses::add);
    }
    return new Aggregate(
        agent.version(),
        message(plugins),
        agent.updateStatus(),
        statuses,
        processed,
        machine.hostName(),
        machine.distro().name(),
        machine.distro().version(),
        features(goalState, plugins));
  }

  private static Optional<Status> ownEntry(PluginRunner plugin, List<Status> reported) {
    String name = plugin.name();
    boolean told = reported.stream().anyMatch(status -> status.name().equals(name));
    if (name.indexOf('.') < 0 || !HandlerName.isValid(name) || told) {
      return Optional.empty();
    }
    Optional<Outcome> outcome = plugin.state().outcome();
    boolean fine = outcome.isPresent() && outcome.get().isFine();
    String text = outcome.map(OutcomeText::text).orElse("not looked at yet");
    return Optional.of(
        new Status(
            name,
            plugin.facts().version(),
            fine ? Status.READY : Status.NOT_READY,
            outcome.map(OutcomeText::code).orElse(0),
            text.isEmpty() ? Optional.empty() : Optional.of(text),
            Optional.empty()));
  }

  private static String message(List<PluginRunner> plugins) {
    StringBuilder message = new StringBuilder("Guest Agent is running");
    for (PluginRunner plugin : plugins) {
      Outcome outcome = plugin.state().outcome().orElse(Outcome.done());
      if (plugin.name().indexOf('.') < 0 && outcome instanceof Outcome.Failed failed) {
        message.append("; ").append(plugin.name()).append(" failed: ").append(firstLine(failed));
      }
    }
    return message.length() <= LONGEST_MESSAGE
        ? message.toString()
        : message.substring(0, LONGEST_MESSAGE);
  }

  /** What a program wrote stands in the entry of its handler. */
  private static String firstLine(Outcome.Failed failed) {
    int end = failed.text().indexOf('\n');
    return end < 0 ? failed.text() : failed.text().substring(0, end);
  }

  private List<Feature> features(GoalState goalState, List<PluginRunner> plugins) {
    Set<Feature> features = new LinkedHashSet<>();
    for (PluginRunner plugin : plugins) {
      for (String feature : plugin.facts().features()) {
        features.add(Feature.of(feature));
      }
    }
    if (agent.isGoverned()) {
      features.add(new Feature("VersioningGovernance", "1.0"));
    }
    if (goalState.fastTrack()) {
      features.add(new Feature("FastTrack", "1.0"));
    }
    return List.copyOf(features);
  }
}
