// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.waagent.host.Cms;
import org.waagent.os.Clock;
import org.waagent.os.Directories;
import org.waagent.os.Files;
import org.waagent.plugin.Outcome;
import org.waagent.updater.config.AutoUpdateConfig;
import org.waagent.updater.config.FeaturesConfig;

/**
 * The component that replaces others. It stays while the bundles that its ports come from are
 * replaced, so all its references change while it runs.
 */
@Component(
    immediate = true,
    configurationPid = {AutoUpdateConfig.PID, FeaturesConfig.PID})
public final class Updater implements Updates {
  private final BundleContext context;
  private final Logger logger;
  private final Latest<Files> files = new Latest<>();
  private final Latest<Clock> clock = new Latest<>();
  private final Latest<Directories> directories = new Latest<>();
  private final Latest<Cms> cms = new Latest<>();
  private final AtomicReference<Settings> settings;
  private final AtomicReference<Engine> engine = new AtomicReference<>();

  /** What the owner of the machine set. */
  record Settings(AutoUpdateConfig updates, FeaturesConfig features) {}

  @Activate
  public Updater(
      BundleContext context,
      @Reference(service = LoggerFactory.class) Logger logger,
      AutoUpdateConfig updates,
      FeaturesConfig features) {
    this.context = context;
    this.logger = logger;
    this.settings = new AtomicReference<>(new Settings(updates, features));
  }

  @Activate
  void start() {
    engine.set(
        new Engine(
            context,
            new Engine.Ports(files, clock, cms, settings::get, logger),
            directories.get().lib()));
    engine.get().start();
  }

  @Modified
  void configure(AutoUpdateConfig updates, FeaturesConfig features) {
    settings.set(new Settings(updates, features));
  }

  @Deactivate
  void stop() {
    engine.get().stop();
  }

  @Override
  public Outcome update(Path archive, Origin origin) {
    return engine.get().update(archive, origin);
  }

  @Override
  public Outcome remove(String feature, Origin origin) {
    return engine.get().remove(feature, origin);
  }

  @Override
  public Outcome rollBack(Origin origin) {
    return engine.get().rollBack(origin);
  }

  @Override
  public State state() {
    return engine.get().state();
  }

  @Override
  public State await(Duration most) throws InterruptedException {
    return engine.get().await(most);
  }

  @Reference(policy = ReferencePolicy.DYNAMIC)
  void bindFiles(Files port) {
    files.put(port);
  }

  void unbindFiles(Files port) {
    files.remove(port);
  }

  @Reference(policy = ReferencePolicy.DYNAMIC)
  void bindClock(Clock port) {
    clock.put(port);
  }

  void unbindClock(Clock port) {
    clock.remove(port);
  }

  @Reference(policy = ReferencePolicy.DYNAMIC)
  void bindDirectories(Directories port) {
    directories.put(port);
  }

  void unbindDirectories(Directories port) {
    directories.remove(port);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindCms(Cms port) {
    cms.put(port);
  }

  void unbindCms(Cms port) {
    cms.remove(port);
  }
}
