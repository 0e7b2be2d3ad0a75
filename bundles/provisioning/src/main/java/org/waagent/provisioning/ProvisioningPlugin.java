// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.FieldOption;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.waagent.host.Event;
import org.waagent.host.EventSink;
import org.waagent.host.HealthSink;
import org.waagent.host.InstanceMetadata;
import org.waagent.os.Accounts;
import org.waagent.os.Clock;
import org.waagent.os.Directories;
import org.waagent.os.Files;
import org.waagent.os.HostNames;
import org.waagent.os.Machine;
import org.waagent.os.OpticalDrives;
import org.waagent.os.SecurityLabels;
import org.waagent.os.Services;
import org.waagent.os.Shell;
import org.waagent.os.Users;
import org.waagent.plugin.Change;
import org.waagent.plugin.Conditions;
import org.waagent.plugin.FrameworkProperties;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Plan;
import org.waagent.plugin.Plugin;
import org.waagent.plugin.Removal;
import org.waagent.plugin.Removals;
import org.waagent.plugin.Replan;
import org.waagent.plugin.Wanted;
import org.waagent.provisioning.cloudinit.CloudInit;
import org.waagent.provisioning.cloudinit.CloudInitCourse;
import org.waagent.provisioning.config.Config;
import org.waagent.provisioning.config.OsConfig;
import org.waagent.provisioning.config.Provisioner;
import org.waagent.provisioning.medium.Sources;
import org.waagent.provisioning.removal.ImageRemoval;
import org.waagent.provisioning.state.Marker;
import org.waagent.provisioning.state.Steps;
import org.waagent.provisioning.step.Codes;
import org.waagent.provisioning.step.FirstBootSteps;
import org.waagent.provisioning.step.Toolbox;

/** Owns what makes a machine of an image: its name, its user, its keys, its passwords. */
@Component(
    service = Plugin.class,
    configurationPid = {Config.PID, OsConfig.PID},
    property = Conditions.SETTLES + "=" + Conditions.PROVISIONED)
public final class ProvisioningPlugin implements Plugin {
  static final String NAME = "provisioning";

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      fieldOption = FieldOption.UPDATE)
  private final List<EventSink> eventSinks = new CopyOnWriteArrayList<>();

  private final Toolbox tools;
  private final Sources sources;
  private final HealthSink health;
  private final Replan replan;
  private final Marker marker;
  private final Removals removals;
  private Optional<FirstBoot> firstBoot = Optional.empty();
  private Optional<CloudInitCourse> course = Optional.empty();

  /** Made by Declarative Services. */
  @Activate
  public ProvisioningPlugin(
      BundleContext context,
      Config config,
      OsConfig osConfig,
      @Reference Files files,
      @Reference Shell shell,
      @Reference Users users,
      @Reference Accounts accounts,
      @Reference HostNames hostNames,
      @Reference SecurityLabels labels,
      @Reference Services services,
      @Reference OpticalDrives drives,
      @Reference Machine machine,
      @Reference Clock clock,
      @Reference Directories directories,
      @Reference Replan replan,
      @Reference Removals removals,
      @Reference HealthSink health,
      @Reference ComponentServiceObjects<InstanceMetadata> metadata,
      @Reference(service = LoggerFactory.class) Logger logger) {
    String version = context.getProperty(FrameworkProperties.VERSION);
    this.tools =
        new Toolbox(
            config,
            osConfig,
            files,
            shell,
            users,
            accounts,
            hostNames,
            labels,
            services,
            machine,
            clock,
            directories,
            (operation, success, message) ->
                tell(version == null ? "0.0.0" : version, operation, success, message),
            logger);
    this.sources = new Sources(drives, metadata::getService);
    this.health = health;
    this.replan = replan;
    this.removals = removals;
    this.marker = new Marker(files, directories.lib());
  }

  ProvisioningPlugin(
      Toolbox tools, Sources sources, HealthSink health, Replan replan, Removals removals) {
    this.tools = tools;
    this.sources = sources;
    this.health = health;
    this.replan = replan;
    this.removals = removals;
    this.marker = new Marker(tools.files(), tools.directories().lib());
  }

  private void tell(String version, String operation, boolean success, String message) {
    Event event = new Event("WALinuxAgent", version, operation, success, message, Optional.empty());
    eventSinks.forEach(sink -> sink.accept(event));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Plan plan(Wanted wanted) throws Exception {
    Optional<String> marked = marker.read();
    if (marked.isPresent()) {
      return provisioned(marked.get(), wanted);
    }
    if (!tools.machine().isRoot()) {
      return Plan.nothing(new Outcome.NotApplicable("only the super user makes machines"));
    }
    CloudInit.Finding cloudInit = new CloudInit(tools.files(), tools.services()).look();
    return switch (Provisioner.of(tools.config(), cloudInit::enabled)) {
      case NOBODY -> Plan.of(Change.of("note that nobody provisions", this::mark));
      case CLOUD_INIT -> course().plan(journal(), told(wanted));
      case WAAGENT ->
          cloudInit.enabled()
              ? twoProvisioners(cloudInit)
              : firstBoot().plan(wanted, journal(), told(wanted));
    };
  }

  /** Each would undo what the other did, and nobody could tell who made the machine. */
  private static Plan twoProvisioners(CloudInit.Finding cloudInit) {
    return Plan.nothing(
        new Outcome.Failed(
            Codes.TWO_PROVISIONERS,
            "both cloud-init and this agent are set to provision: "
                + cloudInit.why()
                + ", and Provisioning.Agent names the agent; disable one of them"));
  }

  private Plan provisioned(String kept, Wanted wanted) throws IOException {
    String id = tools.machine().instanceId();
    if (!id.isEmpty() && !Marker.isSame(id, kept)) {
      if (kept.isEmpty()) {
        return Plan.of(Change.of("note the id of this machine", this::mark));
      }
      Change forget = Change.of("remove what belongs to machine " + kept, () -> forget(kept));
      return Plan.of(forget, Change.of("note the id of this machine", this::mark, forget.id()));
    }
    Steps journal = journal();
    return journal.isEmpty() || journal.isDone(FirstBootSteps.LAST)
        ? Plan.nothing()
        : firstBoot().rest(journal, told(wanted));
  }

  /** Each plugin takes its part away before it plans next. */
  private void forget(String former) {
    String why = "this machine was " + former + " when it was provisioned";
    tools.logger().warn("The image was not generalised: {}", why);
    tools.telling().event("Provision", false, "The image was not generalised: " + why);
    removals.begin(Removal.VM_CHANGED, why);
  }

  private void mark() throws IOException {
    marker.write(tools.machine().instanceId());
  }

  private Steps journal() throws IOException {
    return Steps.read(tools.files(), tools.directories().state(NAME), tools.machine().instanceId());
  }

  private synchronized FirstBoot firstBoot() {
    if (firstBoot.isEmpty()) {
      firstBoot = Optional.of(FirstBoot.of(tools, sources, health, marker, this::found));
    }
    return firstBoot.get();
  }

  private void found() throws IOException {
    journal().begin(FirstBootSteps.MEDIUM);
    replan.ask(NAME, "the provisioning medium was read");
  }

  /** Without a goal state it is not known yet who this machine is to the platform. */
  private Optional<HealthSink> told(Wanted wanted) {
    return wanted.goalState().map(known -> health);
  }

  private synchronized CloudInitCourse course() {
    if (course.isEmpty()) {
      Runnable changed = () -> replan.ask(NAME, "cloud-init wrote something");
      course = Optional.of(new CloudInitCourse(tools, marker, changed));
    }
    return course.get();
  }

  @Override
  public Plan removal(Removal scope) throws IOException {
    return new ImageRemoval(tools).plan(scope);
  }

  @Override
  public Plan deepRemoval(Removal scope) throws IOException {
    return new ImageRemoval(tools).deep(scope);
  }
}
