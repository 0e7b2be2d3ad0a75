// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.plugins;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.osgi.service.log.Logger;
import org.waagent.core.lane.Lane;
import org.waagent.core.lane.Lanes;
import org.waagent.core.timeline.Timeline;
import org.waagent.plugin.Plugin;
import org.waagent.plugin.Removal;
import org.waagent.plugin.Removals;
import org.waagent.plugin.Replan;
import org.waagent.plugin.Wanted;

/**
 * The plugins there are now, each with its runner.
 *
 * <p>While a bundle is replaced, two plugins may have one name for a moment. The later one counts;
 * both share a lane, so they never act at the same time.
 */
public final class Plugins implements Replan, Removals {
  private final Lanes lanes;
  private final Logger logger;
  private final Runnable changed;
  private final Timeline timeline;
  private final Set<String> without;
  private final Set<String> leftOut = ConcurrentHashMap.newKeySet();
  private final List<Bound> bound = new ArrayList<>();
  private final Map<String, PluginRunner> active = new TreeMap<>();
  private final Map<String, Lane> laneByName = new HashMap<>();
  private final List<Bound> resting = new ArrayList<>();
  private final RemovalOrder order;
  private boolean onlySettingUp;
  private volatile Wanted wanted;
  private volatile List<PluginRunner> snapshot = List.of();

  private record Bound(Plugin plugin, String name, PluginFacts facts) {}

  /**
   * @param wanted what is wanted at the start
   * @param changed is called when something in the state of a plugin changed; must be quick
   */
  public Plugins(Lanes lanes, Wanted wanted, Runnable changed, Logger logger) {
    this(
        lanes,
        wanted,
        changed,
        Timeline.plain(lanes.clock()),
        Set.of(),
        RemovalOrder.unrecorded(lanes, logger),
        logger);
  }

  /**
   * @param wanted what is wanted at the start
   * @param changed is called when something in the state of a plugin changed; must be quick
   * @param timeline learns what each change took
   * @param without names of plugins that are not asked
   * @param order what all are to take away
   */
  public Plugins(
      Lanes lanes,
      Wanted wanted,
      Runnable changed,
      Timeline timeline,
      Set<String> without,
      RemovalOrder order,
      Logger logger) {
    this.lanes = lanes;
    this.wanted = wanted;
    this.changed = changed;
    this.timeline = timeline;
    this.without = without;
    this.order = order;
    this.logger = logger;
    // Counts as told for this start: they take their part away in a start in which they are asked.
    without.forEach(order::toldTo);
  }

  /** Conditions whose owner is not asked in this start. */
  public Set<String> leftOut() {
    return leftOut;
  }

  /**
   * From now on only plugins that settle a condition are asked; the others are let go, but for what
   * all are to take away.
   */
  public void onlySettingUp() {
    synchronized (bound) {
      onlySettingUp = true;
      for (Bound one : bound.stream().filter(this::isNotAsked).toList()) {
        remove(one.plugin());
        rest(one);
      }
    }
  }

  private void rest(Bound one) {
    resting.add(one);
    removeOnce(one);
  }

  private boolean isNotAsked(Bound one) {
    return without.contains(one.name()) || onlySettingUp && one.facts().settles().isEmpty();
  }

  /** The runners, sorted by name. Never waits. */
  public List<PluginRunner> runners() {
    return snapshot;
  }

  /** What is wanted now. */
  public Wanted wanted() {
    return wanted;
  }

  /** A part of what is wanted is new: everything is planned again. */
  public void want(Wanted now, String why) {
    wanted = now;
    replanAll(why);
    for (PluginRunner runner : snapshot) {
      runner.overtake();
    }
  }

  /** Plans everything again. */
  public void replanAll(String why) {
    for (PluginRunner runner : snapshot) {
      runner.replan(why);
    }
  }

  @Override
  public void ask(String plugin, String why) {
    for (PluginRunner runner : snapshot) {
      if (runner.name().equals(plugin)) {
        runner.replan(why);
      }
    }
  }

  @Override
  public void begin(Removal scope, String why) {
    logger.warn("What belongs to another machine is removed: {}", why);
    synchronized (bound) {
      order.begin(scope);
      without.forEach(order::toldTo);
      active.values().forEach(runner -> removeOnce(runner, why));
      resting.forEach(this::removeOnce);
    }
  }

  private void removeOnce(PluginRunner runner, String why) {
    String name = runner.name();
    order.toldTo(name).ifPresent(scope -> runner.remove(scope, () -> order.done(name), why));
  }

  /** The same for one that is not asked. */
  private void removeOnce(Bound one) {
    String name = one.name();
    order.toldTo(name).ifPresent(scope -> runner(one).onlyRemove(scope, () -> order.done(name)));
  }

  /** Takes a plugin in and plans it. */
  public void add(Plugin plugin, PluginFacts facts) {
    synchronized (bound) {
      Bound added = new Bound(plugin, plugin.name(), facts);
      if (isNotAsked(added)) {
        logger.info("{} is not asked in this start", added.name());
        leftOut.addAll(facts.settles());
        if (!without.contains(added.name())) {
          rest(added);
        }
      } else {
        bound.add(added);
        activate(added);
      }
    }
    changed.run();
  }

  /** Lets a plugin go, without waiting for what it does. */
  public void remove(Plugin plugin) {
    synchronized (bound) {
      bound.removeIf(one -> one.plugin() == plugin);
      resting.removeIf(one -> one.plugin() == plugin);
      active.values().removeIf(runner -> stopped(runner, plugin));
      bound.stream()
          .filter(one -> !active.containsKey(one.name()))
          .toList()
          .forEach(this::activate);
      snapshot = List.copyOf(active.values());
    }
    changed.run();
  }

  /** Lets all go. */
  public void stop() {
    synchronized (bound) {
      bound.clear();
      active.values().forEach(PluginRunner::stop);
      active.clear();
      snapshot = List.of();
    }
  }

  private static boolean stopped(PluginRunner runner, Plugin plugin) {
    if (runner.plugin() != plugin) {
      return false;
    }
    runner.stop();
    return true;
  }

  private void activate(Bound one) {
    PluginRunner runner = runner(one);
    PluginRunner former = active.put(one.name(), runner);
    if (former != null) {
      former.stop();
    }
    snapshot = List.copyOf(active.values());
    removeOnce(runner, "the plugin is new");
    runner.replan("the plugin is new");
  }

  private PluginRunner runner(Bound one) {
    return new PluginRunner(
        one.plugin(),
        one.facts(),
        this::wanted,
        laneByName.computeIfAbsent(one.name(), lane()),
        new PluginRunner.Watch(lanes.clock(), timeline, changed),
        logger);
  }

  private Function<String, Lane> lane() {
    return lanes::lane;
  }
}
