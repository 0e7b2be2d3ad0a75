// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.plugins;

import org.waagent.plugin.Change;
import org.waagent.plugin.Plan;
import org.waagent.plugin.Plugin;
import org.waagent.plugin.Removal;
import org.waagent.plugin.Wanted;

/**
 * A plugin whose removals are to be looked at; there is never anything else to do.
 *
 * @param listener gets {@code NAME plans} when a plan is asked for, and {@code NAME removes SCOPE}
 *     when a removal is done; that one fails if the listener does
 */
record RemovingPlugin(String name, Listener listener) implements Plugin {
  /** Hears what the plugin does. */
  @FunctionalInterface
  interface Listener {
    void heard(String what) throws Exception;
  }

  @Override
  public Plan plan(Wanted wanted) throws Exception {
    listener.heard(name + " plans");
    return Plan.nothing();
  }

  @Override
  public Plan removal(Removal scope) {
    return Plan.of(Change.of("remove", () -> listener.heard(name + " removes " + scope)));
  }
}
