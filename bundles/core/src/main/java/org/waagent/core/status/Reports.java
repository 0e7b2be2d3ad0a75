// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.status;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.service.log.Logger;
import org.waagent.core.loop.Causes;
import org.waagent.core.plugins.PluginRunner;
import org.waagent.goalstate.GoalState;
import org.waagent.plugin.Report;
import org.waagent.plugin.Wanted;

/**
 * What the plugins last said. Asking may hang in a plugin that breaks its contract; reading what
 * was said never does.
 */
final class Reports {
  private final Supplier<List<PluginRunner>> runners;
  private final Supplier<Wanted> wanted;
  private final Logger logger;
  private final Map<String, Report> last = new HashMap<>();
  private final Map<String, String> told = new HashMap<>();
  private String asking = "";
  private boolean complete;

  Reports(Supplier<List<PluginRunner>> runners, Supplier<Wanted> wanted, Logger logger) {
    this.runners = runners;
    this.wanted = wanted;
    this.logger = logger;
  }

  /** Asks every plugin. */
  void gather() {
    List<PluginRunner> plugins = runners.get();
    // Looked at before asking: what is said afterwards then includes all that was done.
    boolean processed = areProcessed(plugins);
    Map<String, Report> gathered = new HashMap<>();
    for (PluginRunner runner : plugins) {
      become(runner.name());
      gathered.put(runner.name(), ask(runner));
    }
    become("");
    told.keySet().retainAll(gathered.keySet());
    synchronized (last) {
      last.clear();
      last.putAll(gathered);
      complete = processed;
    }
  }

  private boolean areProcessed(List<PluginRunner> plugins) {
    Optional<GoalState> now = wanted.get().goalState();
    for (PluginRunner plugin : plugins) {
      if (!plugin.isSettledFor(now)) {
        return false;
      }
    }
    return true;
  }

  /** Whether every plugin had done what it can for the goal state in force when it was asked. */
  boolean areComplete() {
    synchronized (last) {
      return complete;
    }
  }

  private Report ask(PluginRunner runner) {
    try {
      Report report = runner.plugin().report();
      told.remove(runner.name());
      return report == null ? Report.none() : report;
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      String text = Causes.text(e);
      if (!text.equals(told.put(runner.name(), text))) {
        logger.warn("{} could not report: {}", runner.name(), text);
      }
      return of(runner.name());
    }
  }

  /** Who is being asked now; empty if nobody. */
  Optional<String> asking() {
    synchronized (last) {
      return asking.isEmpty() ? Optional.empty() : Optional.of(asking);
    }
  }

  private void become(String name) {
    synchronized (last) {
      asking = name;
    }
  }

  /** What a plugin last said. */
  Report of(String name) {
    synchronized (last) {
      return last.getOrDefault(name, Report.none());
    }
  }

  /** What these plugins last said, in their order. */
  List<Report> of(List<PluginRunner> plugins) {
    List<Report> reports = new ArrayList<>();
    for (PluginRunner plugin : plugins) {
      reports.add(of(plugin.name()));
    }
    return reports;
  }
}
