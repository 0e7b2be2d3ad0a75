// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.swap;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Plugin;
import org.waagent.plugin.Progress;
import org.waagent.plugin.Progress.PluginProgress;

/**
 * Whether the agent still does what it is for: a goal state was read and a status accepted since
 * the swap, and the new plugins' first outcomes are none that they did not mean.
 */
final class ProgressSign implements Sign {
  private static final String CORE = "core";
  private static final String GOAL_STATE = "goal-state";
  private static final String STATUS = "status";

  private final Supplier<Collection<Bundle>> tried;
  private final Services services;
  private final Baseline baseline;

  ProgressSign(Supplier<Collection<Bundle>> tried, Services services, Baseline baseline) {
    this.tried = requireNonNull(tried, "tried");
    this.services = requireNonNull(services, "services");
    this.baseline = requireNonNull(baseline, "baseline");
  }

  /** What the core tells now, for later comparison. */
  static Map<String, String> now(Services services) {
    Map<String, String> told = new HashMap<>();
    services.ask(
        Progress.class,
        progress -> {
          told.put(CORE, "");
          progress.goalStateRead().ifPresent(time -> told.put(GOAL_STATE, time.toString()));
          progress.statusAccepted().ifPresent(time -> told.put(STATUS, time.toString()));
          return told;
        });
    return told;
  }

  @Override
  public Reading read() {
    Optional<Reading> reading = services.ask(Progress.class, this::read);
    if (reading.isPresent()) {
      return reading.get();
    }
    return baseline.progress().containsKey(CORE)
        ? new Reading.Waiting("no core tells how things go")
        : Reading.GOOD;
  }

  private Reading read(Progress progress) {
    Reading plugins = plugins(progress);
    if (plugins instanceof Reading.Bad) {
      return plugins;
    }
    if (progress.rests()) {
      // Nothing is asked of the host and of plugins, so nothing can be seen of them.
      return Reading.GOOD;
    }
    if (isOld(progress.goalStateRead(), GOAL_STATE)) {
      return new Reading.Waiting("no goal state was read since");
    }
    if (isOld(progress.statusAccepted(), STATUS)) {
      return new Reading.Waiting("no status was accepted since");
    }
    return plugins;
  }

  private boolean isOld(Optional<Instant> time, String key) {
    return time.isEmpty() || time.get().toString().equals(baseline.progress().get(key));
  }

  private Reading plugins(Progress progress) {
    Set<String> names = new HashSet<>();
    for (ServiceReference<Plugin> reference : services.of(tried.get(), Plugin.class)) {
      services.ask(reference, plugin -> names.add(plugin.name()));
    }
    Reading reading = Reading.GOOD;
    for (PluginProgress plugin : progress.plugins()) {
      if (names.remove(plugin.name())) {
        if (isUnexpected(plugin)) {
          return new Reading.Bad(
              plugin.name() + " failed: " + ((Outcome.Failed) plugin.outcome().get()).text());
        }
        if (plugin.outcome().isEmpty() && plugin.callSince().isEmpty()) {
          reading = new Reading.Waiting(plugin.name() + " has no outcome yet");
        }
      }
    }
    return names.isEmpty() ? reading : new Reading.Waiting("the core does not know " + names);
  }

  private static boolean isUnexpected(PluginProgress plugin) {
    return plugin.outcome().isPresent()
        && plugin.outcome().get() instanceof Outcome.Failed failed
        && failed.code() == Outcome.Failed.UNEXPECTED;
  }
}
