// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.FieldOption;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.condition.Condition;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.waagent.extension.command.Events;
import org.waagent.extension.command.Limits;
import org.waagent.extension.command.Machinery;
import org.waagent.extension.handler.ErrorCodes;
import org.waagent.extension.handler.ProgramPlaces;
import org.waagent.extension.policy.PolicySource;
import org.waagent.extension.resource.Resources;
import org.waagent.extension.status.Reports;
import org.waagent.extension.status.Snapshot;
import org.waagent.extension.status.StatusFiles;
import org.waagent.extension.status.StatusWatch;
import org.waagent.goalstate.ExtensionsGoalState;
import org.waagent.goalstate.GoalState;
import org.waagent.host.ArtifactSource;
import org.waagent.host.EndpointInUse;
import org.waagent.host.EventSink;
import org.waagent.os.BlockDevices;
import org.waagent.os.Clock;
import org.waagent.os.Directories;
import org.waagent.os.Files;
import org.waagent.os.Shell;
import org.waagent.plugin.Conditions;
import org.waagent.plugin.FrameworkProperties;
import org.waagent.plugin.GoalStateHistory;
import org.waagent.plugin.GoalStateStatus;
import org.waagent.plugin.Plan;
import org.waagent.plugin.Plugin;
import org.waagent.plugin.Removal;
import org.waagent.plugin.Replan;
import org.waagent.plugin.Report;
import org.waagent.plugin.Wanted;

/**
 * Owns the extension handlers of the machine: downloads, installs, enables, updates and removes
 * what the goal state names, and reports what handlers and extensions say of themselves.
 */
@Component(
    service = Plugin.class,
    configurationPid = ExtensionHandlerPlugin.PID,
    property = Plugin.FEATURES + "=" + ExtensionHandlerPlugin.MULTI_CONFIG + "=1.0")
public final class ExtensionHandlerPlugin implements Plugin {
  static final String NAME = "extension-handler";
  static final String PID = "org.waagent.extensions";
  static final String MULTI_CONFIG = "MultipleExtensionsPerHandler";
  private static final String CONFIGURATION_FILE = "/etc/waagent.conf";

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      fieldOption = FieldOption.UPDATE)
  private final List<EventSink> eventSinks = new CopyOnWriteArrayList<>();

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      fieldOption = FieldOption.UPDATE)
  private final List<GoalStateHistory> histories = new CopyOnWriteArrayList<>();

  /** Asked for their features only, so none of them is activated by this. */
  @Reference(
      service = Plugin.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      fieldOption = FieldOption.UPDATE)
  private final List<ServiceReference<Plugin>> plugins = new CopyOnWriteArrayList<>();

  private final AtomicReference<Snapshot> snapshot = new AtomicReference<>(Snapshot.empty());
  private final Course course = new Course();
  private final Planner planner;
  private final Reports reports;
  private final StatusWatch watch;
  private final Workbench bench;
  private final LatestGoal latest;

  /** Made by Declarative Services. */
  @Activate
  public ExtensionHandlerPlugin(
      BundleContext context,
      Config config,
      @Reference Files files,
      @Reference Shell shell,
      @Reference Resources resources,
      @Reference Clock clock,
      @Reference Directories directories,
      @Reference BlockDevices devices,
      @Reference ArtifactSource artifacts,
      @Reference EndpointInUse endpoint,
      @Reference Replan replan,
      @Reference LatestGoal latest,
      @Reference PolicySource policy,
      @Reference(target = "(" + Condition.CONDITION_ID + "=" + Conditions.PROVISIONED + ")")
          Condition provisioned,
      @Reference(
              target = "(" + Condition.CONDITION_ID + "=" + Conditions.RESOURCE_DISK_MOUNTED + ")")
          Condition resourceDisk,
      @Reference(service = LoggerFactory.class) Logger logger) {
    this(
        new Ports(
            files,
            shell,
            resources,
            clock,
            directories,
            devices,
            artifacts,
            endpoint,
            replan,
            latest,
            policy,
            logger),
        config,
        configurationFile(context),
        Limits.ofPlatform());
    String start = context.getProperty(FrameworkProperties.START);
    if (start != null) {
      recall(start);
    }
  }

  /** A replaced bundle reports from its first moment on what its predecessor reported. */
  void recall(String start) {
    planner.recalled(start).ifPresent(snapshot::set);
  }

  ExtensionHandlerPlugin(Ports ports, Config config, String configurationFile, Limits limits) {
    this.bench =
        Workbench.of(machinery(ports, config, limits), ports.policy(), config.signingRoots());
    this.latest = ports.latest();
    latest.knows(snapshot::get);
    StatusFiles statusFiles = new StatusFiles(ports.files(), ports.clock());
    this.watch =
        new StatusWatch(
            ports.files(),
            () -> ports.replan().ask(NAME, "an extension changed its status"),
            ports.logger());
    this.reports =
        new Reports(
            ports.files(), ports.clock(), bench.store(), statusFiles, watch, ports.logger());
    Verdicts verdicts = new Verdicts(bench, snapshot);
    UnitSteps steps = new UnitSteps(bench, snapshot, verdicts, ports.artifacts());
    Rules rules = Rules.of(config, configurationFile, () -> Features.of(plugins));
    this.planner =
        new Planner(
            rules,
            new ProcessingTools(
                steps, verdicts, snapshot, statusFiles, course, config.parallelism()));
  }

  private Machinery machinery(Ports ports, Config config, Limits limits) {
    return new Machinery(
        ports.files(),
        ports.shell(),
        ports.resources(),
        ports.clock(),
        ports.directories(),
        ports.endpoint(),
        new Events(eventSinks),
        limits,
        places(ports, config),
        (name, text) -> histories.forEach(history -> history.keep(name, text)),
        ports.logger());
  }

  private static ProgramPlaces places(Ports ports, Config config) {
    Directories directories = ports.directories();
    return new ProgramPlaces(
        ports.files(),
        ports.devices(),
        directories.lib(),
        directories.state(NAME),
        config.executableDir(),
        ports.logger());
  }

  /** The ports the plugin needs. */
  record Ports(
      Files files,
      Shell shell,
      Resources resources,
      Clock clock,
      Directories directories,
      BlockDevices devices,
      ArtifactSource artifacts,
      EndpointInUse endpoint,
      Replan replan,
      LatestGoal latest,
      PolicySource policy,
      Logger logger) {}

  static String configurationFile(BundleContext context) {
    String file = context.getProperty(FrameworkProperties.CONFIGURATION_FILE);
    return file == null ? CONFIGURATION_FILE : file;
  }

  /** Commands that run go on; only the watches and the threads that wait for commands end. */
  @Deactivate
  void stop() {
    course.stop();
    watch.close();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void overtaken() {
    course.overtake();
  }

  @Override
  public Plan plan(Wanted wanted) throws Exception {
    course.begin();
    Optional<GoalState> goal = wanted.goalState();
    if (goal.isEmpty()) {
      return Plan.nothing();
    }
    ExtensionsGoalState extensions = goal.get().extensions();
    latest.planned(extensions, wanted.start().id());
    try {
      return planner.plan(extensions, wanted.start().id());
    } catch (IOException | RuntimeException e) {
      String why = "The goal state could not be processed: " + e;
      snapshot.updateAndGet(known -> known.broken(unexpected(extensions, why)));
      throw e;
    }
  }

  private GoalStateStatus unexpected(ExtensionsGoalState goal, String why) {
    return new GoalStateStatus(
        goal.svdSequenceNumber(),
        false,
        ErrorCodes.UNKNOWN,
        why,
        bench.machine().clock().instant());
  }

  @Override
  public Plan removal(Removal scope) throws Exception {
    return new Traces(bench).removal(scope);
  }

  @Override
  public Report report() {
    return reports.of(snapshot.get());
  }
}
