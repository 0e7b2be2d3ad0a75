// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.removal;

import java.util.List;
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
import org.waagent.plugin.Conditions;
import org.waagent.plugin.Plugin;

/** All removal plans there are, for the verbs. */
@Component(service = RemovalPlans.class, configurationPid = RemovalConfig.PID)
public final class RemovalPlans {
  private final Planner planner;
  private final Machine machine;
  private final RemovalConfig config;

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
    this.machine = machine;
    this.config = config;
    AgentStop stop = new AgentStop(machine, services, processes, files, directories);
    this.planner =
        new Planner(plugins, new OwnTraces(files, directories, OwnFolders.of(context), stop));
  }

  Deprovisioning deprovisioning() {
    return new Deprovisioning(planner, machine, config.keep());
  }
}
