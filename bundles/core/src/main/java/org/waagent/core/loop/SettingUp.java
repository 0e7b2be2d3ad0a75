// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.loop;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.waagent.core.plugins.PluginRunner;
import org.waagent.core.plugins.PluginState;
import org.waagent.plugin.Conditions;
import org.waagent.plugin.Outcome;

/**
 * What the fabric hears of a machine's being set up, by what its owner among the plugins returned.
 * Nothing is told of an owner that has not returned anything: on most starts it has nothing to do.
 */
public final class SettingUp {
  private final Supplier<List<PluginRunner>> plugins;
  private final Supplier<Set<String>> waitingFor;
  private final ReadyReport ready;

  /**
   * @param waitingFor conditions that are not settled yet
   */
  public SettingUp(
      Supplier<List<PluginRunner>> plugins, Supplier<Set<String>> waitingFor, ReadyReport ready) {
    this.plugins = plugins;
    this.waitingFor = waitingFor;
    this.ready = ready;
  }

  /** Looks whether there is something to tell. */
  public void look() {
    Optional<PluginState> owner =
        plugins.get().stream()
            .filter(plugin -> plugin.facts().settles().contains(Conditions.PROVISIONED))
            .map(PluginRunner::state)
            .findFirst();
    Optional<Outcome> outcome = owner.flatMap(PluginState::outcome);
    boolean settled = !waitingFor.get().contains(Conditions.PROVISIONED);
    if (outcome.isPresent() && outcome.get() instanceof Outcome.Failed failed) {
      ready.failed(failed.text());
    } else if (owner.isEmpty() || outcome.isPresent() && outcome.get().isFine()) {
      if (settled) {
        ready.provisioned();
      }
    } else if (outcome.isPresent()) {
      ready.provisioning();
    }
  }
}
