// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.waagent.extension.command.NotLaunched;
import org.waagent.extension.handler.CommandKind;
import org.waagent.extension.handler.ErrorCodes;
import org.waagent.extension.handler.ExtensionFailure;
import org.waagent.extension.handler.HandlerFolder;
import org.waagent.extension.handler.HandlerManifest;
import org.waagent.extension.handler.HandlerState;
import org.waagent.extension.handler.Unit;
import org.waagent.extension.status.DiskUnits;
import org.waagent.goalstate.Extension;
import org.waagent.goalstate.FlexibleVersion;
import org.waagent.os.Files;

/**
 * Disables and uninstalls. It works from what is on disk alone: a version that is not published any
 * more can still go.
 */
final class Departure {
  private final Workbench bench;

  Departure(Workbench bench) {
    this.bench = bench;
  }

  /** The version that is there; the requested one where none is installed. */
  Optional<HandlerFolder> folder(Unit unit) throws IOException {
    Optional<HandlerFolder> installed = bench.store().installed(unit.name());
    String requested = unit.handler().version();
    return installed.isPresent() || !FlexibleVersion.isValid(requested)
        ? installed
        : Optional.of(bench.store().folder(unit.name(), requested));
  }

  /** Disables a handler that stays. */
  void disable(Pass pass, Unit unit) throws ExtensionFailure, IOException, InterruptedException {
    Optional<HandlerFolder> folder = folder(unit);
    String version = folder.map(HandlerFolder::version).orElse("");
    bench.machine().events().tell(unit.name(), version, "RequestedStateDisabled", true, "");
    if (folder.isPresent() && bench.store().state(folder.get()) == HandlerState.ENABLED) {
      disableAll(pass, unit, folder.get());
    }
  }

  /** Disables one of several settings and removes its files, whatever the command says. */
  void removeSettings(Pass pass, Unit unit) throws IOException, InterruptedException {
    Optional<HandlerFolder> folder = bench.store().installed(unit.name());
    if (folder.isEmpty()) {
      return;
    }
    if (bench.store().isEnabled(folder.get(), unit.settingsName())) {
      tolerate(pass, CommandKind.DISABLE, folder.get(), unit);
    }
    bench.store().removeSettings(folder.get(), unit.settingsName());
    if (bench.store().state(folder.get()) == HandlerState.ENABLED
        && bench.store().enabledSettings(folder.get()).isEmpty()) {
      bench.store().state(folder.get(), HandlerState.INSTALLED);
      bench.store().status(unit, folder.get(), "NotReady", 0, "Plugin disabled");
    }
  }

  /** Disables, uninstalls and deletes a handler. */
  void uninstall(Pass pass, Unit unit) throws ExtensionFailure, IOException, InterruptedException {
    Optional<HandlerFolder> folder = folder(unit);
    if (folder.isPresent()) {
      HandlerState state = bench.store().state(folder.get());
      if (state == HandlerState.ENABLED && hasCommands(folder.get())) {
        disableAll(pass, unit, folder.get());
      }
      if (state != HandlerState.NOT_INSTALLED) {
        tolerate(pass, CommandKind.UNINSTALL, folder.get(), unit);
      }
      bench.store().remove(folder.get());
    }
    for (HandlerFolder rest : bench.store().versions(unit.name())) {
      bench.store().remove(rest);
    }
    bench.machine().resources().gone(unit.name());
    bench.journals().change(unit.name(), journal -> journal.afresh());
  }

  /** One whose manifest is lost or spoilt has none that anybody knows, and could never go. */
  private boolean hasCommands(HandlerFolder folder) {
    Files files = bench.machine().files();
    try {
      HandlerManifest.of(files, folder);
      return true;
    } catch (ExtensionFailure e) {
      boolean forGood =
          e.code() == ErrorCodes.MANIFEST_MALFORMED || !files.exists(folder.manifest());
      if (forGood) {
        bench.machine().logger().warn("{} can't be disabled: {}", folder.path(), e.getMessage());
      }
      return !forGood;
    }
  }

  /** Runs a command whose failure changes nothing. */
  void tolerate(Pass pass, CommandKind kind, HandlerFolder folder, Unit unit)
      throws IOException, InterruptedException {
    try {
      bench.commands().run(Calls.of(pass.id(), kind, folder, unit));
    } catch (ExtensionFailure | NotLaunched e) {
      bench.machine().logger().warn("{} goes on in spite of: {}", unit.name(), e.getMessage());
    }
  }

  private void disableAll(Pass pass, Unit unit, HandlerFolder folder)
      throws ExtensionFailure, IOException, InterruptedException {
    for (Unit one : toDisable(unit, folder)) {
      bench.commands().run(Calls.of(pass.id(), CommandKind.DISABLE, folder, one));
    }
  }

  /** Settings the goal state does not name any more are known from their files. */
  List<Unit> toDisable(Unit unit, HandlerFolder folder) throws IOException {
    List<String> enabled = bench.store().enabledSettings(folder);
    if (enabled.isEmpty()) {
      return List.of(unit);
    }
    List<Unit> units = new ArrayList<>();
    for (Unit noted : new DiskUnits(bench.machine().files()).of(folder)) {
      if (enabled.contains(noted.settingsName())) {
        units.add(wanted(unit, noted));
      }
    }
    return units;
  }

  private static Unit wanted(Unit unit, Unit noted) {
    for (Extension extension : unit.handler().extensions()) {
      if (extension.name().equals(noted.settingsName())) {
        return new Unit(noted.handler(), Optional.of(extension));
      }
    }
    return noted;
  }
}
