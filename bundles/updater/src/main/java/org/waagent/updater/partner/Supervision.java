// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.partner;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.service.log.Logger;
import org.waagent.plugin.Progress;

/**
 * Stops the bundles of a feature that does harm, and keeps them stopped until it is released or
 * replaced.
 */
final class Supervision implements AutoCloseable {
  private final BundleContext context;
  private final Partners partners;
  private final Quarantine quarantine;
  private final Supplier<Optional<Progress>> progress;
  private final InstantSource clock;
  private final Logger logger;
  private final Roster roster;
  private final Uncaught uncaught;
  private final PlatformCalls calls = new PlatformCalls();
  private volatile Blame blame = new Blame(Map.of());

  Supervision(
      BundleContext context,
      Partners partners,
      Quarantine quarantine,
      Supplier<Optional<Progress>> progress,
      InstantSource clock,
      Logger logger) {
    this.context = context;
    this.partners = partners;
    this.quarantine = quarantine;
    this.progress = progress;
    this.clock = clock;
    this.logger = logger;
    this.roster = new Roster(context, partners, this::stop);
    this.uncaught = new Uncaught(() -> blame, logger);
  }

  /** Begins to look. */
  void start() {
    uncaught.listen();
    roster.open();
  }

  /** The bundles are others now. */
  void refresh() {
    blame = Blame.of(context.getBundles(), partners);
  }

  /** Looks once at all features there are. */
  void look() {
    List<Grant> running = partners.grants().stream().filter(one -> !quarantine.holds(one)).toList();
    if (running.isEmpty()) {
      return;
    }
    for (Progress.PluginProgress plugin : progress.get().map(Progress::plugins).orElse(List.of())) {
      roster
          .feature(plugin.name())
          .ifPresent(
              grant -> Conduct.fault(plugin, clock.instant()).ifPresent(why -> stop(grant, why)));
    }
    Map<Thread, StackTraceElement[]> stacks = Thread.getAllStackTraces();
    Map<String, Integer> threads = blame.count(stacks.values());
    Map<String, Integer> looks = calls.look(stacks, blame);
    for (Grant grant : running) {
      Uncaught.Deaths deaths = uncaught.of(grant.feature());
      Conduct.fault(threads.getOrDefault(grant.feature(), 0), deaths.times(), deaths.last())
          .or(() -> Conduct.fault(looks.getOrDefault(grant.feature(), 0)))
          .ifPresent(why -> stop(grant, why));
    }
  }

  /** Puts a feature in quarantine. Returns before its bundles are stopped: that may hang. */
  void stop(Grant grant, String why) {
    if (quarantine.holds(grant)) {
      return;
    }
    quarantine.add(new Quarantined(grant.feature(), grant.version(), clock.instant(), why));
    logger.error(
        "Feature {} {} is stopped: {}. 'waagent features release {}' starts it again",
        grant.feature(),
        grant.version(),
        why,
        grant.feature());
    Thread thread = new Thread(() -> stopBundles(grant.feature()), "quarantine");
    thread.setDaemon(true);
    thread.start();
  }

  private void stopBundles(String feature) {
    for (Bundle bundle : bundles(feature)) {
      try {
        bundle.stop(Bundle.STOP_TRANSIENT);
      } catch (BundleException | RuntimeException e) {
        logger.warn("Bundle {} does not stop: {}", bundle.getSymbolicName(), e.toString());
      }
    }
  }

  /**
   * Lets a feature run again.
   *
   * @return whether it was in quarantine
   */
  boolean release(String feature) {
    boolean held = quarantine.release(feature);
    uncaught.forget(feature);
    return held;
  }

  /**
   * Starts what is not started of a feature and may be.
   *
   * @return what did not start, each with the reason
   */
  List<String> start(String feature) {
    List<String> failed = new ArrayList<>();
    for (Bundle bundle : bundles(feature)) {
      try {
        bundle.start(Bundle.START_TRANSIENT | Bundle.START_ACTIVATION_POLICY);
      } catch (BundleException | RuntimeException e) {
        failed.add(bundle.getSymbolicName() + ": " + e.getMessage());
      }
    }
    return failed;
  }

  private List<Bundle> bundles(String feature) {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> partners.feature(bundle).filter(feature::equals).isPresent())
        .toList();
  }

  @Override
  public void close() {
    roster.close();
    uncaught.close();
  }
}
