// SPDX-License-Identifier: Apache-2.0
package org.waagent.core;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.FieldOption;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.condition.Condition;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.waagent.core.condition.DeclaredOwners;
import org.waagent.core.lane.Lane;
import org.waagent.core.lane.Lanes;
import org.waagent.core.loop.RunningAgent;
import org.waagent.core.plugins.PluginFacts;
import org.waagent.core.status.Situation;
import org.waagent.core.task.TaskSource;
import org.waagent.core.timeline.Start;
import org.waagent.core.timeline.Timeline;
import org.waagent.host.EventSink;
import org.waagent.host.GoalStateSource;
import org.waagent.host.HealthSink;
import org.waagent.host.StatusSink;
import org.waagent.os.Directories;
import org.waagent.os.Files;
import org.waagent.os.Machine;
import org.waagent.os.Shell;
import org.waagent.plugin.AgentStart;
import org.waagent.plugin.AgentUpdates;
import org.waagent.plugin.FrameworkProperties;
import org.waagent.plugin.GoalStateHistory;
import org.waagent.plugin.PeriodicTask;
import org.waagent.plugin.Plugin;
import org.waagent.plugin.Progress;
import org.waagent.plugin.Removals;
import org.waagent.plugin.Replan;

/**
 * The daemon's centre. It stays while plugins, the bundle that talks to the host and the
 * configuration come and go.
 */
@Component(
    service = {Agent.class, ConfigurationListener.class},
    immediate = true,
    configurationPid = "org.waagent.extensions")
public final class Agent implements ConfigurationListener {
  private final BundleContext context;
  private final Host host = new Host();
  private final RunningAgent agent;
  private final Engine engine;
  private final Lane lane;
  private final Logger logger;
  private final ConfigurationChanges configurationChanges;

  // As a reference, so that a listener is made only once there is something to tell it.
  @Reference(
      service = EventSink.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      fieldOption = FieldOption.UPDATE)
  private final List<ServiceReference<EventSink>> sinks = new CopyOnWriteArrayList<>();

  @Activate
  public Agent(
      BundleContext context,
      @Reference(target = ModeActivator.IN_DAEMON) Condition daemon,
      @Reference Files files,
      @Reference Directories directories,
      @Reference Machine machine,
      @Reference Lanes lanes,
      @Reference Shell shell,
      @Reference(service = LoggerFactory.class) Logger logger,
      ExtensionsConfig config) {
    this.context = context;
    this.logger = logger;
    this.lane = lanes.lane("agent");
    this.agent = new RunningAgent(property(FrameworkProperties.VERSION, "0.0.0"));
    DeclaredOwners owners = new DeclaredOwners(context, logger);
    this.engine =
        new Engine(
            new Ports(
                files,
                directories,
                machine,
                lanes,
                logger,
                host,
                new AgentStart(property(FrameworkProperties.START, "unknown")),
                agent,
                owners::owned,
                id -> ModeActivator.publish(context, id),
                new Heartbeats(context, agent, sinks),
                new Timeline(lanes.clock(), LauncherPhases.of(context), shell::waited),
                Set.copyOf(List.of(property(FrameworkProperties.WITHOUT, "").split(",")))),
            ExtensionsConfig.Periods.of(config));
    this.configurationChanges =
        new ConfigurationChanges(
            lanes.clock(), () -> engine.plugins().replanAll("the configuration changed"));
  }

  private String property(String name, String otherwise) {
    String value = context.getProperty(name);
    return value == null ? otherwise : value;
  }

  /** Begins. A port to the host that is not there yet is waited for. */
  @Activate
  void start() {
    lane.run(
        () -> {
          context.registerService(Replan.class, engine.plugins(), null);
          context.registerService(Removals.class, engine.plugins(), null);
          context.registerService(GoalStateHistory.class, engine.history(), null);
          context.registerService(Progress.class, engine.progress(), null);
          engine.startRest();
        });
  }

  @Modified
  void configure(ExtensionsConfig config) {
    engine.configure(ExtensionsConfig.Periods.of(config));
  }

  @Deactivate
  void stop() {
    configurationChanges.close();
    engine.stop();
  }

  /** How the agent is. */
  public Situation situation() {
    return engine.situation();
  }

  /** What this start and former ones spent their time on, the newest first. */
  public List<Start> starts() {
    return engine.starts();
  }

  @Override
  public void configurationEvent(ConfigurationEvent event) {
    configurationChanges.another();
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindGoalStates(GoalStateSource source) {
    host.goalStates().put(source);
    engine.start();
  }

  void unbindGoalStates(GoalStateSource source) {
    host.goalStates().remove(source);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindStatus(StatusSink sink) {
    host.status().put(sink);
  }

  void unbindStatus(StatusSink sink) {
    host.status().remove(sink);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindHealth(HealthSink sink) {
    host.health().put(sink);
  }

  void unbindHealth(HealthSink sink) {
    host.health().remove(sink);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindUpdates(AgentUpdates updates) {
    agent.put(updates);
  }

  void unbindUpdates(AgentUpdates updates) {
    agent.remove(updates);
  }

  // As a reference, so that a task is made only when it is first run.
  @Reference(
      service = PeriodicTask.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  void bindTask(ServiceReference<PeriodicTask> service) {
    TaskSource.of(context, service)
        .ifPresentOrElse(
            task -> engine.tasks().add(service, task),
            () -> logger.warn("A periodic task without name or period is left out: {}", service));
  }

  void unbindTask(ServiceReference<PeriodicTask> service) {
    engine.tasks().remove(service);
    context.ungetService(service);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindPlugin(Plugin plugin, ServiceReference<Plugin> service) {
    engine.plugins().add(plugin, PluginFacts.of(service));
  }

  void unbindPlugin(Plugin plugin) {
    if (context.getBundle(Constants.SYSTEM_BUNDLE_ID).getState() == Bundle.STOPPING) {
      engine.leaving();
    }
    engine.plugins().remove(plugin);
  }
}
