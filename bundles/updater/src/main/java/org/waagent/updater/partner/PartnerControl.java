// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.partner;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.osgi.util.tracker.ServiceTracker;
import org.waagent.os.Directories;
import org.waagent.os.Files;
import org.waagent.plugin.FrameworkProperties;
import org.waagent.plugin.Progress;
import org.waagent.updater.archive.InstalledFeature;
import org.waagent.updater.store.Places;
import org.waagent.updater.store.Pointers;
import org.waagent.updater.store.Store;

/**
 * Keeps partners in their place. It needs nothing that may be replaced while the agent runs, so
 * that it stands for as long as its bundle does: a gap would be open to every partner.
 */
@Component(service = PartnerControl.class, immediate = true)
public final class PartnerControl implements SynchronousBundleListener {
  private final BundleContext context;
  private final ServiceTracker<Files, Files> files;
  private final ServiceTracker<Directories, Directories> directories;
  private final ServiceTracker<Progress, Progress> progress;
  private final Logger logger;
  private final Places places;
  private final Refusals refusals;
  private final Quarantine quarantine;
  private final Sets sets;
  private final Guards guards;
  private final Supervision supervision;

  /** Made by Declarative Services. */
  @Activate
  public PartnerControl(
      BundleContext context, @Reference(service = LoggerFactory.class) Logger logger) {
    this.context = context;
    this.logger = logger;
    this.files = opened(Files.class);
    this.directories = opened(Directories.class);
    this.progress = opened(Progress.class);
    this.places = places();
    InstantSource clock = InstantSource.system();
    this.refusals = new Refusals(clock, logger);
    this.quarantine = new Quarantine(this::files, places.root().resolve("quarantine.json"), logger);
    this.sets = new Sets(context, places, places.root().resolveSibling("state"), logger);
    load();
    this.guards = new Guards(context, sets, quarantine::holds, refusals);
    this.supervision =
        new Supervision(
            context,
            guards.partners(),
            quarantine,
            () -> Optional.ofNullable(progress.getService()),
            clock,
            logger);
    supervision.refresh();
    supervision.start();
    context.addBundleListener(this);
  }

  private <T> ServiceTracker<T, T> opened(Class<T> type) {
    ServiceTracker<T, T> tracker = new ServiceTracker<>(context, type, null);
    tracker.open();
    return tracker;
  }

  private Places places() {
    Directories known = directories.getService();
    if (known == null) {
      throw new IllegalStateException("nobody tells where the agent keeps its things");
    }
    String home = context.getProperty(FrameworkProperties.HOME);
    return new Places(known.lib().resolve("features"), Path.of(home == null ? "/" : home));
  }

  private Optional<Files> files() {
    return Optional.ofNullable(files.getService());
  }

  /** Ends it. Bundles of partners must not run any more by now. */
  @Deactivate
  void close() {
    context.removeBundleListener(this);
    supervision.close();
    guards.close();
    files.close();
    directories.close();
    progress.close();
  }

  /** A bundle must have its ports, and no more than them, before it starts. */
  @Override
  public void bundleChanged(BundleEvent event) {
    switch (event.getType()) {
      case BundleEvent.INSTALLED, BundleEvent.UPDATED, BundleEvent.UNINSTALLED -> refresh();
      default -> {}
    }
  }

  /** Other bundles run, or are about to. */
  public synchronized void refresh() {
    load();
    guards.refresh();
    supervision.refresh();
  }

  private void load() {
    quarantine.load();
    files()
        .ifPresent(
            now -> {
              Store store = new Store(() -> now, places, feature());
              sets.load(store, running(now), InstalledFeature.in(now, places.archives()));
            });
  }

  private String feature() {
    return String.valueOf(context.getProperty(FrameworkProperties.FEATURE));
  }

  /** Every set there is; the one that was started and the committed one count most. */
  private List<String> running(Files now) {
    List<String> ids = new ArrayList<>();
    try {
      ids.addAll(now.list(places.root().resolve("sets")));
      String started = context.getProperty(FrameworkProperties.SET);
      for (String id :
          List.of(
              started == null ? FrameworkProperties.INSTALLED : started,
              new Pointers(() -> now, places).committed())) {
        if (ids.remove(id)) {
          ids.add(id);
        }
      }
    } catch (java.io.IOException e) {
      logger.warn("The sets of bundles can't be read: {}", e.toString());
    }
    return ids;
  }

  /** Looks whether the features behave. */
  void look() {
    supervision.look();
  }

  /** What was refused. */
  public Refusals refusals() {
    return refusals;
  }

  /** What is stopped. */
  public List<Quarantined> quarantined() {
    return quarantine.all();
  }

  /** Reads anew what is stopped: another process may have changed it. */
  public List<Quarantined> quarantinedNow() {
    quarantine.load();
    return quarantine.all();
  }

  /**
   * Lets a feature out of quarantine.
   *
   * @return whether it was in
   */
  public boolean release(String feature) {
    return supervision.release(feature);
  }

  /**
   * Starts what is not started of a feature and may be.
   *
   * @return what did not start, each with the reason
   */
  public List<String> start(String feature) {
    return supervision.start(feature);
  }
}
