// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.install;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.waagent.core.arguments.Option;
import org.waagent.core.arguments.PlanArguments;
import org.waagent.core.removal.RunningDaemon;
import org.waagent.os.Directories;
import org.waagent.os.Files;
import org.waagent.os.Machine;
import org.waagent.os.Processes;
import org.waagent.os.Services;
import org.waagent.plugin.AgentStart;
import org.waagent.plugin.Console;
import org.waagent.plugin.FrameworkProperties;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Plan;
import org.waagent.plugin.Plugin;
import org.waagent.plugin.Verb;
import org.waagent.plugin.Wanted;

/**
 * {@code waagent provision [--dry-run [--json]]}: sets the machine up once, without an agent that
 * runs; exit codes as {@link Foreground} says, and 6 without a plugin for it.
 */
@Component(
    service = Verb.class,
    property = {
      Verb.NAME + "=provision",
      Verb.HELP + "=Sets the machine up once, as its first boot would: " + PlanArguments.PLANNING,
      Verb.NEEDS + "=one_shot"
    })
public final class ProvisionVerb implements Verb {
  private static final String PLUGIN = "provisioning";
  private static final int NOT_INSTALLED = 6;
  private static final int AGENT_RUNS = 1;

  private final Machine machine;
  private final Services services;
  private final RunningDaemon daemon;
  private final List<Plugin> plugins;
  private final AgentStart start;

  @Activate
  public ProvisionVerb(
      BundleContext context,
      @Reference Machine machine,
      @Reference Services services,
      @Reference Processes processes,
      @Reference Files files,
      @Reference Directories directories,
      @Reference(
              cardinality = ReferenceCardinality.MULTIPLE,
              policyOption = ReferencePolicyOption.GREEDY)
          List<Plugin> plugins) {
    this(
        context.getProperty(FrameworkProperties.START),
        machine,
        services,
        new RunningDaemon(processes, files, directories.pidFile()),
        plugins);
  }

  ProvisionVerb(
      String start,
      Machine machine,
      Services services,
      RunningDaemon daemon,
      List<Plugin> plugins) {
    this.start = new AgentStart(start == null ? "unknown" : start);
    this.machine = machine;
    this.services = services;
    this.daemon = daemon;
    this.plugins = plugins;
  }

  @Override
  public int run(List<String> arguments, Console console) throws Exception {
    Optional<Plugin> plugin = plugins.stream().filter(one -> one.name().equals(PLUGIN)).findFirst();
    if (plugin.isEmpty()) {
      console.err("'provision' is not installed: the bundle provisioning brings it");
      return NOT_INSTALLED;
    }
    return Foreground.making("provision", machine, console)
        .run(arguments, given -> plan(plugin.get(), given));
  }

  private Plan plan(Plugin plugin, PlanArguments given) throws Exception {
    if (!given.has(Option.DRY_RUN) && isAgentThere()) {
      return Plan.nothing(
          new Outcome.Failed(
              AGENT_RUNS,
              "the agent runs and sets the machine up by itself, see 'waagent status'"));
    }
    return plugin.plan(Wanted.nothing(start));
  }

  private boolean isAgentThere() throws IOException, InterruptedException {
    return services.isRunning(machine.distro().agentService()) || daemon.find().isPresent();
  }
}
