// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.install;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.waagent.plugin.Change;
import org.waagent.plugin.Console;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Plan;
import org.waagent.plugin.Plugin;
import org.waagent.plugin.Removal;
import org.waagent.plugin.Verb;

/**
 * {@code waagent uninstall [--dry-run] [--json]}: the service goes, then what each plugin set up,
 * then what {@code install} put there; exit codes as {@link Foreground} says.
 */
@Component(
    service = Verb.class,
    property = {
      Verb.NAME + "=uninstall",
      Verb.HELP + "=Takes back what the agent and install set up: " + Options.USAGE,
      Verb.NEEDS + "=one_shot"
    })
public final class UninstallVerb implements Verb {
  private final Here here;
  private final List<Plugin> plugins;

  @Activate
  public UninstallVerb(
      @Reference Here here,
      @Reference(
              cardinality = ReferenceCardinality.MULTIPLE,
              policyOption = ReferencePolicyOption.GREEDY)
          List<Plugin> plugins) {
    this.here = here;
    this.plugins = plugins.stream().sorted(Comparator.comparing(Plugin::name)).toList();
  }

  @Override
  public int run(List<String> arguments, Console console) throws Exception {
    return new Foreground("uninstall", here.machine(), console).run(arguments, this::plan);
  }

  private Plan plan() throws Exception {
    List<Change> changes = new ArrayList<>(here.installation().stop().changes());
    for (Plugin plugin : plugins) {
      changes.addAll(plugin.removal(Removal.UNINSTALL).changes());
    }
    changes.addAll(here.installation().removal().changes());
    return new Plan(changes, Outcome.done());
  }
}
