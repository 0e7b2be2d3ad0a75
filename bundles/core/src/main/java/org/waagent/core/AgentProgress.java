// SPDX-License-Identifier: Apache-2.0
package org.waagent.core;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.waagent.core.loop.DisableMarker;
import org.waagent.core.loop.GoalStateLoop;
import org.waagent.core.plugins.PluginRunner;
import org.waagent.core.plugins.PluginState;
import org.waagent.core.plugins.Plugins;
import org.waagent.core.status.Delivery;
import org.waagent.core.status.StatusPublisher;
import org.waagent.plugin.Progress;

/** What this core, and no earlier one, brought about. */
final class AgentProgress implements Progress {
  private final GoalStateLoop loop;
  private final StatusPublisher publisher;
  private final Plugins plugins;
  private final DisableMarker marker;

  AgentProgress(
      GoalStateLoop loop, StatusPublisher publisher, Plugins plugins, DisableMarker marker) {
    this.loop = loop;
    this.publisher = publisher;
    this.plugins = plugins;
    this.marker = marker;
  }

  @Override
  public Optional<Instant> goalStateRead() {
    return loop.polls().lastSuccess();
  }

  @Override
  public Optional<Instant> statusAccepted() {
    Delivery delivery = publisher.delivery();
    return delivery.remembered() ? Optional.empty() : delivery.accepted();
  }

  @Override
  public boolean rests() {
    return marker.isFound();
  }

  @Override
  public List<PluginProgress> plugins() {
    return plugins.runners().stream().map(AgentProgress::of).toList();
  }

  private static PluginProgress of(PluginRunner runner) {
    PluginState state = runner.state();
    return new PluginProgress(
        runner.name(),
        state.outcome(),
        state.failures(),
        state.work().map(PluginState.Work::since));
  }
}
