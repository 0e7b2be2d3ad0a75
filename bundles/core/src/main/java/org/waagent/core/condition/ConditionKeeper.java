// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.condition;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.osgi.service.log.Logger;
import org.waagent.core.plugins.PluginRunner;
import org.waagent.plugin.Conditions;

/**
 * Publishes each condition once it is settled, and never takes one back. Used on one lane only.
 *
 * <p>A condition without an owner among the installed bundles is settled at once.
 */
public final class ConditionKeeper {
  private final Supplier<List<PluginRunner>> plugins;
  private final Function<Set<String>, Set<String>> declared;
  private final Consumer<String> publish;
  private final Logger logger;
  private final Set<String> open =
      new LinkedHashSet<>(
          List.of(
              Conditions.NETWORK_READY, Conditions.PROVISIONED, Conditions.RESOURCE_DISK_MOUNTED));
  private volatile Set<String> waitingFor = Set.copyOf(open);

  /**
   * @param declared tells which of some ids a bundle declares to settle
   * @param publish makes a condition known to all
   */
  public ConditionKeeper(
      Supplier<List<PluginRunner>> plugins,
      Function<Set<String>, Set<String>> declared,
      Consumer<String> publish,
      Logger logger) {
    this.plugins = plugins;
    this.declared = declared;
    this.publish = publish;
    this.logger = logger;
  }

  /** Conditions that are not settled yet. */
  public Set<String> waitingFor() {
    return waitingFor;
  }

  /** Looks whether something has been settled. */
  public void look() {
    if (open.isEmpty()) {
      return;
    }
    Set<String> owned = new HashSet<>();
    Set<String> settled = new HashSet<>();
    for (PluginRunner plugin : plugins.get()) {
      owned.addAll(plugin.facts().settles());
      if (plugin.state().isFinal()) {
        settled.addAll(plugin.facts().settles());
      }
    }
    Set<String> unknown = new HashSet<>(open);
    unknown.removeAll(owned);
    if (!unknown.isEmpty()) {
      owned.addAll(declared.apply(unknown));
    }
    for (String id : List.copyOf(open)) {
      if (settled.contains(id) || !owned.contains(id)) {
        open.remove(id);
        publish.accept(id);
        logger.debug("{} is settled", id);
      }
    }
    waitingFor = Set.copyOf(open);
  }
}
