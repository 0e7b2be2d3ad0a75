// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.waagent.extension.command.Limits;
import org.waagent.extension.handler.CommandKind;
import org.waagent.extension.handler.HandlerFolder;
import org.waagent.extension.handler.HandlerState;
import org.waagent.extension.handler.HandlerStore;
import org.waagent.extension.handler.Unit;
import org.waagent.extension.status.DiskUnits;
import org.waagent.goalstate.Handler;
import org.waagent.goalstate.HandlerName;
import org.waagent.plugin.Change;
import org.waagent.plugin.Outcome;

/**
 * Handlers on disk that a goal state does not name any more: each is disabled and uninstalled by
 * its own commands and then deleted, whatever the commands say.
 */
final class Leaving {
  private final Workbench bench;
  private final Departure departure;
  private final Course course;

  Leaving(Workbench bench, Course course) {
    this.bench = bench;
    this.departure = new Departure(bench);
    this.course = course;
  }

  /**
   * Their names, sorted.
   *
   * @param kept whether the policy does not let a handler go
   */
  static List<HandlerName> names(
      HandlerStore store, List<Handler> wanted, Predicate<HandlerName> kept) throws IOException {
    Set<HandlerName> staying = new HashSet<>();
    wanted.forEach(handler -> staying.add(handler.name()));
    List<HandlerName> names = new ArrayList<>();
    for (HandlerFolder folder : store.all()) {
      if (!staying.contains(folder.name())
          && !names.contains(folder.name())
          && !kept.test(folder.name())) {
        names.add(folder.name());
      }
    }
    return names;
  }

  /** A change for each of them. */
  List<Change> changes(Pass pass, List<Handler> wanted) throws IOException {
    List<Change> changes = new ArrayList<>();
    for (HandlerName name : names(bench.store(), wanted, bench.policy().current()::refuses)) {
      changes.add(change(pass, name));
    }
    return changes;
  }

  private Change change(Pass pass, HandlerName name) {
    Limits limits = bench.machine().limits();
    return new Change() {
      @Override
      public String id() {
        return "let go " + name;
      }

      @Override
      public String description() {
        return "disable, uninstall and delete " + name + ", which is not wanted any more";
      }

      @Override
      public Optional<Duration> limit() {
        return Optional.of(limits.of(CommandKind.DISABLE).plus(limits.of(CommandKind.UNINSTALL)));
      }

      @Override
      public Outcome apply() throws IOException, InterruptedException {
        if (course.isOvertaken()) {
          course.leaveOut();
          return Outcome.done();
        }
        letGo(pass, name);
        return Outcome.done();
      }
    };
  }

  private void letGo(Pass pass, HandlerName name) throws IOException, InterruptedException {
    bench.machine().logger().info("{} is not in the goal state and is removed", name);
    for (HandlerFolder folder : bench.store().versions(name)) {
      HandlerState state = bench.store().state(folder);
      Unit unit = new DiskUnits(bench.machine().files()).of(folder).get(0);
      if (state == HandlerState.ENABLED) {
        for (Unit one : departure.toDisable(unit, folder)) {
          departure.tolerate(pass, CommandKind.DISABLE, folder, one);
        }
      }
      if (!state.needsInstall()) {
        departure.tolerate(pass, CommandKind.UNINSTALL, folder, unit);
      }
      bench.store().remove(folder);
    }
    bench.machine().resources().gone(name);
    bench.journals().delete(name);
  }
}
