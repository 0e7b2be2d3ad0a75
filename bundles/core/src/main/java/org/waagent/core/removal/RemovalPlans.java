// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.removal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.condition.Condition;
import org.waagent.os.Directories;
import org.waagent.os.Files;
import org.waagent.os.Machine;
import org.waagent.os.Processes;
import org.waagent.os.Services;
import org.waagent.plugin.Change;
import org.waagent.plugin.Conditions;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Plan;
import org.waagent.plugin.Plugin;
import org.waagent.plugin.Removal;

/** All removal plans there are, for the verbs. */
@Component(service = RemovalPlans.class, configurationPid = RemovalConfig.PID)
public final class RemovalPlans {
  private final Planner planner;
  private final Machine machine;
  private final String keep;

  @Activate
  public RemovalPlans(
      BundleContext context,
      RemovalConfig config,
      @Reference Files files,
      @Reference Directories directories,
      @Reference Machine machine,
      @Reference Services services,
      @Reference Processes processes,
      @Reference(
              cardinality = ReferenceCardinality.MULTIPLE,
              policyOption = ReferencePolicyOption.GREEDY)
          List<Plugin> plugins,
      @Reference(target = "(" + Condition.CONDITION_ID + "=" + Conditions.CONFIGURED + ")")
          Condition configured) {
    AgentStop stop = new AgentStop(machine, services, processes, files, directories);
    OwnTraces own = new OwnTraces(files, directories, OwnFolders.of(context), stop);
    this.planner = new Planner(plugins, own);
    this.machine = machine;
    this.keep = config.keep();
  }

  RemovalPlans(Planner planner, Machine machine, String keep) {
    this.planner = planner;
    this.machine = machine;
    this.keep = keep;
  }

  Deprovisioning deprovisioning() {
    return new Deprovisioning(planner, machine, keep);
  }

  /**
   * What goes with the agent, as one plan. Whoever can't look is told in its outcome.
   *
   * @param kept globs of what is to be kept, besides those of the configuration
   * @param before goes once the agent is down
   * @param after goes when plugins have taken their part away
   * @throws IllegalArgumentException if a glob makes no sense
   */
  public Plan uninstall(
      List<String> kept, Callable<List<Change>> before, Callable<List<Change>> after)
      throws InterruptedException {
    List<String> globs = new ArrayList<>(Keep.list(keep));
    globs.addAll(kept);
    Around around = new Around("install", before::call, after::call);
    RemovalPlan plan = planner.plan(Removal.UNINSTALL, Keep.of(globs), false, around);
    Outcome outcome =
        plan.problems().isEmpty()
            ? Outcome.done()
            : new Outcome.Failed(
                Outcome.Failed.UNEXPECTED, "left out, " + String.join("; ", plan.problems()));
    return new Plan(plan.changes(), outcome);
  }
}
