// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.waagent.extension.command.Limits;
import org.waagent.extension.handler.CommandKind;
import org.waagent.extension.handler.ExtensionFailure;
import org.waagent.extension.handler.HandlerFolder;
import org.waagent.extension.handler.Unit;
import org.waagent.extension.status.Snapshot;
import org.waagent.extension.status.StatusFiles;
import org.waagent.goalstate.Extension;
import org.waagent.goalstate.RequestedState;
import org.waagent.host.ArtifactSource;
import org.waagent.plugin.Change;
import org.waagent.plugin.Outcome;

/** Makes the changes a unit needs. */
final class UnitSteps {
  /** Download and unpacking; the source keeps to five minutes between addresses. */
  private static final Duration PREPARE_LIMIT = Duration.ofMinutes(15);

  private final Workbench bench;
  private final AtomicReference<Snapshot> snapshot;
  private final Verdicts verdicts;
  private final Preparation preparation;
  private final Installation installation;
  private final Departure departure;
  private final Dependencies dependencies;

  UnitSteps(
      Workbench bench,
      AtomicReference<Snapshot> snapshot,
      Verdicts verdicts,
      ArtifactSource artifacts,
      StatusFiles statusFiles) {
    this.bench = bench;
    this.snapshot = snapshot;
    this.verdicts = verdicts;
    this.preparation = new Preparation(bench, artifacts);
    this.installation = new Installation(bench);
    this.departure = new Departure(bench);
    this.dependencies = new Dependencies(bench, statusFiles);
  }

  /** The changes of a unit that is not done yet. */
  List<Change> of(Pass pass, Unit unit) {
    if (unit.handler().requested() == RequestedState.UNINSTALL) {
      return List.of(uninstall(pass, unit));
    }
    if (unit.handler().requested() == RequestedState.DISABLED) {
      Duration limit = limits().of(CommandKind.DISABLE);
      return List.of(
          last(
              pass,
              unit,
              "disable",
              "disable " + unit.label(),
              limit,
              List.of(),
              () -> departure.disable(pass, unit)));
    }
    if (unit.isRemovedSettings()) {
      Duration limit = limits().of(CommandKind.DISABLE);
      return List.of(
          last(
              pass,
              unit,
              "remove",
              "disable and remove settings " + unit.label(),
              limit,
              List.of(),
              () -> departure.removeSettings(pass, unit)));
    }
    return enabling(pass, unit);
  }

  private Limits limits() {
    return bench.machine().limits();
  }

  private Change uninstall(Pass pass, Unit unit) {
    Duration limit = limits().of(CommandKind.DISABLE).plus(limits().of(CommandKind.UNINSTALL));
    return last(
        pass,
        unit,
        "uninstall",
        "disable, uninstall and delete " + unit.label(),
        limit,
        List.of(),
        () -> departure.uninstall(pass, unit));
  }

  private List<Change> enabling(Pass pass, Unit unit) {
    List<Change> changes = new ArrayList<>();
    changes.add(prepare(pass, unit));
    Duration whole = Duration.ZERO;
    for (CommandKind kind : CommandKind.values()) {
      whole = kind == CommandKind.ENABLE ? whole : whole.plus(limits().of(kind));
    }
    changes.add(
        new UnitChange(
            "install " + unit.label(),
            "install " + unit.label() + ", or update it, if needed",
            List.of("prepare " + unit.label()),
            Optional.of(whole),
            pass,
            unit,
            verdicts,
            () -> installation.install(pass, unit, decided(pass, unit))));
    Duration limit = limits().of(CommandKind.ENABLE);
    changes.add(
        last(
            pass,
            unit,
            "enable",
            "enable " + unit.label() + " with settings " + unit.sequenceNumber(),
            limit,
            List.of("install " + unit.label()),
            () -> installation.enable(pass, unit, decided(pass, unit))));
    if (pass.hasDependents(unit)) {
      changes.add(await(pass, unit, List.of("enable " + unit.label())));
    }
    return changes;
  }

  private Change prepare(Pass pass, Unit unit) {
    return new UnitChange(
        "prepare " + unit.label(),
        "get " + unit.label() + " " + unit.handler().version() + " and write its settings",
        List.of(),
        Optional.of(PREPARE_LIMIT),
        pass,
        unit,
        verdicts,
        () -> {
          requireValid(unit);
          HandlerFolder folder = preparation.decide(pass, unit);
          snapshot.updateAndGet(known -> known.decided(unit.name(), folder.version()));
          preparation.prepare(pass, unit, folder);
        });
  }

  private static void requireValid(Unit unit) throws ExtensionFailure {
    Optional<String> invalid = unit.handler().invalid();
    if (invalid.isPresent()) {
      throw Preparation.invalid(invalid.get());
    }
    Optional<String> name = unit.settings().map(Extension::name);
    if (unit.isMultiConfig() && !isFileName(name.orElse(""))) {
      throw Preparation.invalid("'" + name.orElse("") + "' can't be a name of settings");
    }
  }

  private static boolean isFileName(String name) {
    return !name.isEmpty()
        && name.length() <= 200
        && name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '-');
  }

  private HandlerFolder decided(Pass pass, Unit unit) throws IOException {
    return verdicts
        .folder(pass.id(), unit.handler())
        .orElseThrow(() -> new IOException("no version decided of " + unit.label()));
  }

  /** Waits for a unit others depend on, also where it was enabled before. */
  Change await(Pass pass, Unit unit, List<String> needed) {
    return new Change() {
      @Override
      public String id() {
        return "await " + unit.label();
      }

      @Override
      public String description() {
        return "wait until " + unit.label() + " is done, as others depend on it";
      }

      @Override
      public List<String> buildsOn() {
        return needed;
      }

      @Override
      public Optional<Duration> limit() {
        return Optional.of(limits().dependencies());
      }

      @Override
      public Outcome apply() throws IOException, InterruptedException {
        try {
          dependencies.await(pass, unit, decided(pass, unit));
          return Outcome.done();
        } catch (ExtensionFailure e) {
          bench.machine().logger().error("{}", e.getMessage());
          pass.block(e.getMessage());
          return new Outcome.Failed(e.code(), e.getMessage());
        }
      }
    };
  }

  /** The step after which a unit is done. */
  private Change last(
      Pass pass,
      Unit unit,
      String verb,
      String description,
      Duration limit,
      List<String> buildsOn,
      UnitChange.Work work) {
    return new UnitChange(
        verb + " " + unit.label(),
        description,
        buildsOn,
        Optional.of(limit),
        pass,
        unit,
        verdicts,
        () -> {
          if (unit.handler().invalid().isPresent()) {
            requireValid(unit);
          }
          work.run();
          verdicts.done(pass, unit);
        });
  }
}
