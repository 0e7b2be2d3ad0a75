// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.auto;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.FieldOption;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.waagent.host.ArtifactSource;
import org.waagent.os.Clock;
import org.waagent.os.Directories;
import org.waagent.os.Files;
import org.waagent.plugin.AgentUpdates;
import org.waagent.plugin.FrameworkProperties;
import org.waagent.plugin.Plan;
import org.waagent.plugin.Plugin;
import org.waagent.plugin.Replan;
import org.waagent.plugin.UpdateStatus;
import org.waagent.plugin.Wanted;
import org.waagent.updater.Automatic;
import org.waagent.updater.Troubles;
import org.waagent.updater.Updates;
import org.waagent.updater.config.AutoUpdateConfig;
import org.waagent.updater.config.DebugConfig;
import org.waagent.updater.partner.PartnerControl;
import org.waagent.updater.pin.Pins;

/** Keeps the agent at the version that the feed, the release manager and the owner agree on. */
@Component(
    service = {Plugin.class, AgentUpdates.class, Automatic.class},
    configurationPid = {AutoUpdateConfig.PID, DebugConfig.PID})
public final class UpdatePlugin implements Plugin, AgentUpdates, Automatic {
  private static final String NAME = "updater";

  private final Rules rules;
  private final RunningAgent agent;
  private final Course course;
  private final Updates updates;
  private final PartnerControl partners;

  // Those who provide these are replaced while this bundle may be at work for them.
  @Reference(
      service = ArtifactSource.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      fieldOption = FieldOption.UPDATE)
  private final List<ArtifactSource> sources = new CopyOnWriteArrayList<>();

  @Reference(
      service = Replan.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      fieldOption = FieldOption.UPDATE)
  private final List<Replan> replans = new CopyOnWriteArrayList<>();

  /** Made by Declarative Services. */
  @Activate
  public UpdatePlugin(
      BundleContext context,
      @Reference Files files,
      @Reference Directories directories,
      @Reference Clock clock,
      @Reference Updates updates,
      @Reference PartnerControl partners,
      @Reference(service = LoggerFactory.class) Logger logger,
      AutoUpdateConfig config,
      DebugConfig debug,
      Map<String, Object> present) {
    this.rules = Rules.of(config, debug, present);
    this.updates = updates;
    this.partners = partners;
    this.agent = new RunningAgent(updates, started(context), files);
    Path folder = directories.state(NAME);
    this.course =
        new Course(
            rules,
            agent,
            new Course.Disk(
                new Marks(directories.lib(), files),
                new Pins(files, directories.lib().resolve("features"))),
            new UpdateChange.Tools(
                new Fetching(sources, files, folder),
                updates,
                new MemoryFile(folder, files, logger),
                clock,
                logger),
            ZoneId.systemDefault(),
            ThreadLocalRandom::current,
            why -> replans.forEach(replan -> replan.ask(NAME, why)));
  }

  private static RunningAgent.Started started(BundleContext context) {
    return new RunningAgent.Started(
        property(context, FrameworkProperties.FEATURE, "unknown"),
        property(context, FrameworkProperties.VERSION, "0.0.0"),
        Path.of(property(context, FrameworkProperties.HOME, "/usr/share/waagent")));
  }

  private static String property(BundleContext context, String name, String otherwise) {
    String value = context.getProperty(name);
    return value == null ? otherwise : value;
  }

  @Deactivate
  void stop() {
    course.stop();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Plan plan(Wanted wanted) throws IOException {
    return course.plan(wanted);
  }

  @Override
  public Optional<UpdateStatus> updateStatus() {
    return course.told();
  }

  @Override
  public boolean governed() {
    return rules.managed() && automatic();
  }

  @Override
  public boolean automatic() {
    return rules.off().isEmpty() && rules.complaints().isEmpty();
  }

  @Override
  public String setVersion() {
    return agent.version();
  }

  @Override
  public List<String> troubles() {
    return new Troubles(updates.state(), partners.quarantined(), partners.refusals().all()).lines();
  }

  @Override
  public String explain() {
    return course.explanation();
  }
}
