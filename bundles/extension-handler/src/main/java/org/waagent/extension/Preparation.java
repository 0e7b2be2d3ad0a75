// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.waagent.extension.command.Journal;
import org.waagent.extension.command.Stage;
import org.waagent.extension.handler.CommandKind;
import org.waagent.extension.handler.ErrorCodes;
import org.waagent.extension.handler.ExtensionFailure;
import org.waagent.extension.handler.HandlerFolder;
import org.waagent.extension.handler.HandlerManifest;
import org.waagent.extension.handler.MalformedJson;
import org.waagent.extension.handler.Unit;
import org.waagent.goalstate.FlexibleVersion;
import org.waagent.goalstate.Handler;
import org.waagent.host.ArtifactSource;
import org.waagent.host.ArtifactSource.Manifest;
import org.waagent.host.HostException;

/** Gets a handler ready to be installed: decides its version, downloads it, writes its settings. */
final class Preparation {
  private final Workbench bench;
  private final ArtifactSource artifacts;
  private final Download download;

  Preparation(Workbench bench, ArtifactSource artifacts) {
    this.bench = bench;
    this.artifacts = artifacts;
    this.download = new Download(bench, artifacts, Download.MOST_BYTES);
  }

  /**
   * Decides the version to enable and makes sure its package is there. What was decided in this
   * pass, and is there, stays.
   *
   * @param decided is told the version, before the package is fetched
   */
  HandlerFolder fetch(Pass pass, Unit unit, Consumer<HandlerFolder> decided)
      throws ExtensionFailure, IOException {
    Optional<HandlerFolder> there = decidedBefore(pass, unit);
    if (there.isPresent()) {
      decided.accept(there.get());
      bench.sealing().require(pass.id(), unit, there.get());
      return there.get();
    }
    ArtifactSource.Package selected = decide(pass, unit);
    HandlerFolder folder = bench.store().folder(unit.name(), selected.version());
    decided.accept(folder);
    if (bench.store().state(folder).needsInstall() && !isUnderWay(pass, folder)) {
      download.fetch(folder, selected, bench.sealing().seal(pass.id(), unit, folder));
    }
    bench.sealing().require(pass.id(), unit, folder);
    return folder;
  }

  private Optional<HandlerFolder> decidedBefore(Pass pass, Unit unit) throws IOException {
    Optional<String> decided = bench.journals().load(unit.name()).in(pass.id()).version();
    if (decided.isEmpty()) {
      return Optional.empty();
    }
    HandlerFolder folder = bench.store().folder(unit.name(), decided.get());
    boolean isThere = !bench.store().state(folder).needsInstall() || isUnderWay(pass, folder);
    return isThere ? Optional.of(folder) : Optional.empty();
  }

  private ArtifactSource.Package decide(Pass pass, Unit unit) throws ExtensionFailure, IOException {
    ArtifactSource.Package selected = select(unit.handler(), manifest(unit.handler()));
    if (!selected.version().equals(unit.handler().version())) {
      bench
          .machine()
          .events()
          .tell(
              unit.name(),
              selected.version(),
              "RequestedVersionMismatch",
              true,
              "Requested " + unit.handler().version() + ", taken " + selected.version());
    }
    Stage stage = Stage.of(unit, bench.machine().clock().instant());
    bench.journals().change(unit.name(), j -> j.in(pass.id()).decided(selected.version(), stage));
    return selected;
  }

  /**
   * Writes the settings of a unit, now that it is its turn: an older version of the handler that
   * still runs sees them.
   */
  void settings(Pass pass, Unit unit, HandlerFolder folder) throws ExtensionFailure, IOException {
    Stage stage = Stage.of(unit, bench.machine().clock().instant());
    bench.journals().change(unit.name(), j -> j.in(pass.id()).at(stage));
    HandlerManifest manifest = HandlerManifest.of(bench.machine().files(), folder);
    if (unit.isMultiConfig() && !manifest.multipleExtensions()) {
      throw invalid(
          "Handler "
              + folder.path().getFileName()
              + " does not support MultiConfig but the goal"
              + " state asks for several configurations");
    }
    bench.handlerFiles().prepare(folder);
    bench.attempt(folder.path(), () -> bench.machine().places().certificates(folder));
    try {
      bench.handlerFiles().settings(folder, unit);
    } catch (MalformedJson e) {
      throw invalid("public settings of " + unit.label() + " are no JSON: " + e.getMessage());
    }
  }

  /** Whether the folder is part of something begun: then it is whole, and must not be replaced. */
  private boolean isUnderWay(Pass pass, HandlerFolder folder) throws IOException {
    Journal journal = bench.journals().load(folder.name());
    boolean updating =
        journal.update().map(update -> update.to().equals(folder.version())).orElse(false);
    boolean ended =
        journal
            .last()
            .map(
                last ->
                    last.step().kind() == CommandKind.INSTALL
                        && last.step().version().equals(folder.version())
                        && last.step().pass().equals(pass.id()))
            .orElse(false);
    return (updating || ended) && bench.machine().files().exists(folder.manifest());
  }

  private Manifest manifest(Handler handler) throws ExtensionFailure {
    try {
      Manifest fetched = artifacts.manifest(handler.manifestLocations());
      bench.machine().history().keep(handler.name() + ".manifest.xml", fetched.text());
      return fetched;
    } catch (HostException e) {
      throw Download.failure(
          ErrorCodes.UNKNOWN, "Failed to get ext handler pkgs: " + e.getMessage(), e);
    }
  }

  /** The version of a manifest to enable. */
  static ArtifactSource.Package select(Handler handler, Manifest manifest) throws ExtensionFailure {
    Optional<FlexibleVersion> requested = version(handler.version());
    Optional<ArtifactSource.Package> selected =
        requested.flatMap(wanted -> highest(wanted, manifest.packages()));
    return selected.orElseThrow(
        () ->
            Download.failure(
                ErrorCodes.UNKNOWN,
                "Unable to find version %s in manifest for extension %s"
                    .formatted(handler.version(), handler.name()),
                null));
  }

  private static Optional<ArtifactSource.Package> highest(
      FlexibleVersion wanted, List<ArtifactSource.Package> packages) {
    ArtifactSource.Package best = null;
    for (ArtifactSource.Package candidate : packages) {
      Optional<FlexibleVersion> version = version(candidate.version());
      if (version.isPresent()
          && wanted.matches(version.get())
          && (best == null || version.get().compareTo(FlexibleVersion.of(best.version())) > 0)) {
        best = candidate;
      }
    }
    return Optional.ofNullable(best);
  }

  private static Optional<FlexibleVersion> version(String text) {
    return FlexibleVersion.isValid(text) ? Optional.of(FlexibleVersion.of(text)) : Optional.empty();
  }

  /** The goal state asks for something that makes no sense. */
  static ExtensionFailure invalid(String why) {
    return new ExtensionFailure(
        ErrorCodes.UNKNOWN,
        "InvalidExtensionConfig",
        "Ran into config errors: "
            + why
            + ". \nPlease retry again as another operation with updated settings");
  }
}
