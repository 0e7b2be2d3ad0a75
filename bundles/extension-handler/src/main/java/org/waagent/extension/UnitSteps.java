// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.waagent.extension.handler.ExtensionFailure;
import org.waagent.extension.handler.HandlerFolder;
import org.waagent.extension.handler.Unit;
import org.waagent.extension.status.Snapshot;
import org.waagent.goalstate.Extension;
import org.waagent.goalstate.RequestedState;
import org.waagent.host.ArtifactSource;

/**
 * What is done for one unit. Waits for what it starts; others may be worked on at the same time.
 */
final class UnitSteps {
  private final Workbench bench;
  private final AtomicReference<Snapshot> snapshot;
  private final Verdicts verdicts;
  private final Preparation preparation;
  private final Installation installation;
  private final Departure departure;

  UnitSteps(
      Workbench bench,
      AtomicReference<Snapshot> snapshot,
      Verdicts verdicts,
      ArtifactSource artifacts) {
    this.bench = bench;
    this.snapshot = snapshot;
    this.verdicts = verdicts;
    this.preparation = new Preparation(bench, artifacts);
    this.installation = new Installation(bench);
    this.departure = new Departure(bench);
  }

  /** Decides the version of a unit's handler and gets its package. Runs no command. */
  HandlerFolder fetch(Pass pass, Unit unit) throws ExtensionFailure, IOException {
    if (unit.handler().invalid().isPresent()) {
      throw Preparation.invalid(unit.handler().invalid().get());
    }
    return preparation.fetch(
        pass,
        unit,
        folder -> snapshot.updateAndGet(known -> known.decided(unit.name(), folder.version())));
  }

  /**
   * Runs the commands of a unit and notes that it is done.
   *
   * @param folder the version to enable; empty for a unit that goes away
   * @param ended is run when the last command has ended, if that is sooner
   */
  void take(Pass pass, Unit unit, Optional<HandlerFolder> folder, Runnable ended)
      throws ExtensionFailure, IOException, InterruptedException {
    requireValid(unit);
    if (unit.handler().requested() == RequestedState.UNINSTALL) {
      departure.uninstall(pass, unit);
    } else if (unit.handler().requested() == RequestedState.DISABLED) {
      departure.disable(pass, unit);
    } else if (unit.isRemovedSettings()) {
      departure.removeSettings(pass, unit);
    } else {
      enable(pass, unit, folder.orElseThrow(), ended);
    }
    verdicts.done(pass, unit);
  }

  private void enable(Pass pass, Unit unit, HandlerFolder folder, Runnable ended)
      throws ExtensionFailure, IOException, InterruptedException {
    preparation.settings(pass, unit, folder);
    installation.install(pass, unit, folder);
    installation.enable(pass, unit, folder, ended);
  }

  /** The version of a unit in a pass. */
  HandlerFolder folder(Pass pass, Unit unit) throws IOException {
    return verdicts
        .folder(pass.id(), unit.handler())
        .orElseThrow(() -> new IOException("no version decided of " + unit.label()));
  }

  Workbench bench() {
    return bench;
  }

  private static void requireValid(Unit unit) throws ExtensionFailure {
    Optional<String> invalid = unit.handler().invalid();
    if (invalid.isPresent()) {
      throw Preparation.invalid(invalid.get());
    }
    Optional<String> odd = unit.settings().flatMap(Extension::invalid);
    if (unit.isEnabled() && odd.isPresent()) {
      throw Preparation.invalid(odd.get());
    }
    Optional<String> name = unit.settings().map(Extension::name);
    if (unit.isEnabled() && unit.isMultiConfig() && !isFileName(name.orElse(""))) {
      throw Preparation.invalid("'" + name.orElse("") + "' can't be a name of settings");
    }
  }

  private static boolean isFileName(String name) {
    return !name.isEmpty()
        && name.length() <= 200
        && name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '-');
  }

  /** What a unit's turn is, in a word. */
  static String word(Unit unit) {
    if (unit.isEnabled()) {
      return "enabling";
    }
    if (unit.isRemovedSettings()) {
      return "removing";
    }
    return unit.handler().requested() == RequestedState.UNINSTALL ? "uninstalling" : "disabling";
  }
}
