// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.removal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.waagent.core.loop.Causes;
import org.waagent.plugin.Change;
import org.waagent.plugin.Effect;
import org.waagent.plugin.Plugin;
import org.waagent.plugin.Removal;

/**
 * Makes the union of all removal plans: the core's first part, every plugin's by name, and last
 * what is left of the agent's own folders. What a plugin names is nobody else's.
 */
final class Planner {
  private final List<Plugin> plugins;
  private final OwnTraces own;

  Planner(List<Plugin> plugins, OwnTraces own) {
    this.plugins = plugins.stream().sorted(Comparator.comparing(Plugin::name)).toList();
    this.own = own;
  }

  /**
   * What would be done; it changes nothing.
   *
   * @param deep also what the platform does not ask for
   */
  RemovalPlan plan(Removal scope, Keep keep, boolean deep) throws InterruptedException {
    return plan(scope, keep, deep, Around.NOTHING);
  }

  /** The same with what goes besides. */
  RemovalPlan plan(Removal scope, Keep keep, boolean deep, Around around)
      throws InterruptedException {
    List<String> problems = new ArrayList<>();
    List<Section> all = new ArrayList<>();
    add(all, problems, OwnTraces.OWNER, () -> own.first(scope));
    add(all, problems, around.owner(), around.before());
    for (Plugin plugin : plugins) {
      add(all, problems, plugin.name(), () -> plugin.removal(scope).changes());
      if (deep) {
        add(all, problems, plugin.name(), () -> plugin.deepRemoval(scope).changes());
      }
    }
    add(all, problems, around.owner(), around.after());
    Set<Path> claimed = claimed(all);
    for (Look look : own.last(scope, claimed)) {
      add(all, problems, OwnTraces.OWNER, look);
    }
    List<String> kept = new ArrayList<>();
    List<Section> sections = new ArrayList<>();
    for (Section section : all) {
      List<Change> changes = spared(section.changes(), keep, kept);
      if (!changes.isEmpty()) {
        sections.add(new Section(section.owner(), changes));
      }
    }
    return new RemovalPlan(scope, sections, kept, problems);
  }

  private static void add(List<Section> sections, List<String> problems, String owner, Look look)
      throws InterruptedException {
    try {
      sections.add(new Section(owner, look.changes()));
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
      problems.add(owner + ": " + Causes.text(e));
    }
  }

  private static Set<Path> claimed(List<Section> sections) {
    Set<Path> claimed = new HashSet<>();
    for (Section section : sections) {
      for (Change change : section.changes()) {
        claimed.addAll(files(change));
      }
    }
    return claimed;
  }

  private static List<Path> files(Change change) {
    return change.effects().stream()
        .filter(effect -> effect.kind() == Effect.Kind.FILE)
        .map(effect -> Path.of(effect.name()))
        .toList();
  }

  private static List<Change> spared(List<Change> changes, Keep keep, List<String> kept) {
    List<Change> left = new ArrayList<>();
    for (Change change : changes) {
      Optional<Change> spared = change.sparing(keep);
      spared.ifPresent(left::add);
      Set<Path> goes = new HashSet<>(spared.map(Planner::files).orElse(List.of()));
      files(change).stream()
          .filter(path -> !goes.contains(path))
          .map(Path::toString)
          .forEach(kept::add);
    }
    return left;
  }
}
