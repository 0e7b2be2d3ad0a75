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
 * replaced, even where a port is gone for a moment: so all its references are optional.
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
    startOnce();
  }

  /** Begins as soon as all ports were there. */
  private void startOnce() {
    synchronized (engine) {
      if (engine.get() == null && files.isKnown() && clock.isKnown() && directories.isKnown()) {
        engine.set(
            new Engine(
                context,
                new Engine.Ports(files, clock, cms, settings::get, logger),
                directories.get().lib()));
        engine.get().start();
      }
    }
  }

  private Engine engine() {
    Engine begun = engine.get();
    if (begun == null) {
      throw new IllegalStateException("the ports of the updater are not there yet");
    }
    return begun;
  }

  @Modified
  void configure(AutoUpdateConfig updates, FeaturesConfig features) {
    settings.set(new Settings(updates, features));
  }

  @Deactivate
  void stop() {
    Engine begun = engine.get();
    if (begun != null) {
      begun.stop();
    }
  }

  @Override
  public Outcome update(Path archive, Origin origin) {
    return engine().update(archive, origin);
  }

  @Override
  public Outcome remove(String feature, Origin origin) {
    return engine().remove(feature, origin);
  }

  @Override
  public Outcome rollBack(Origin origin) {
    return engine().rollBack(origin);
  }

  @Override
  public Outcome refuse(String what, Step step, String why, Origin origin) {
    return engine().refuse(what, step, why, origin);
  }

  @Override
  public boolean rests() {
    return engine().rests();
  }

  @Override
  public State state() {
    return engine().state();
  }

  @Override
  public State await(Duration most) throws InterruptedException {
    return engine().await(most);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindFiles(Files port) {
    files.put(port);
    startOnce();
  }

  void unbindFiles(Files port) {
    files.remove(port);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindClock(Clock port) {
    clock.put(port);
    startOnce();
  }

  void unbindClock(Clock port) {
    clock.remove(port);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindDirectories(Directories port) {
    directories.put(port);
    startOnce();
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
