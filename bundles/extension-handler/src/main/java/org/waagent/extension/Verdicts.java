// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.waagent.extension.command.Journal;
import org.waagent.extension.command.PassId;
import org.waagent.extension.command.UnitResult;
import org.waagent.extension.handler.CommandKind;
import org.waagent.extension.handler.ErrorCodes;
import org.waagent.extension.handler.ExtensionFailure;
import org.waagent.extension.handler.HandlerFolder;
import org.waagent.extension.handler.HandlerStatus;
import org.waagent.extension.handler.Unit;
import org.waagent.extension.policy.Ruling;
import org.waagent.extension.status.Snapshot;
import org.waagent.goalstate.FlexibleVersion;
import org.waagent.goalstate.Handler;
import org.waagent.goalstate.RequestedState;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Status;

/** Writes down what came of a unit: in the handler's status, in the journal and for the report. */
final class Verdicts {
  private static final String PROCESSING = "ExtensionProcessing";

  private final Workbench bench;
  private final AtomicReference<Snapshot> snapshot;

  Verdicts(Workbench bench, AtomicReference<Snapshot> snapshot) {
    this.bench = bench;
    this.snapshot = snapshot;
  }

  /**
   * The version of a handler as decided in a pass; before that the installed one if it is what is
   * asked for, else the requested one.
   */
  Optional<HandlerFolder> folder(PassId pass, Handler handler) throws IOException {
    Optional<String> decided = bench.journals().load(handler.name()).in(pass).version();
    if (decided.isPresent()) {
      return decided.map(version -> bench.store().folder(handler.name(), version));
    }
    boolean isStaying = handler.requested() != RequestedState.ENABLED;
    Optional<HandlerFolder> installed =
        bench
            .store()
            .installed(handler.name())
            .filter(folder -> isStaying || matches(handler.version(), folder));
    return installed.isPresent() || !FlexibleVersion.isValid(handler.version())
        ? installed
        : Optional.of(bench.store().folder(handler.name(), handler.version()));
  }

  private static boolean matches(String requested, HandlerFolder folder) {
    return FlexibleVersion.isValid(requested)
        && FlexibleVersion.of(requested).matches(folder.order());
  }

  /** Handler and version for messages. */
  String fullName(PassId pass, Unit unit) {
    try {
      return folder(pass, unit.handler())
          .map(folder -> unit.fullName(folder.version()))
          .orElse(unit.fullName(unit.handler().version()));
    } catch (IOException e) {
      return unit.fullName(unit.handler().version());
    }
  }

  /** It worked. */
  void done(Pass pass, Unit unit) throws IOException {
    note(pass.id(), unit, UnitResult.SUCCESS);
  }

  /** It did not work. */
  Outcome failed(Pass pass, Unit unit, ExtensionFailure failure) throws IOException {
    Optional<HandlerFolder> folder = folder(pass.id(), unit.handler());
    String version = folder.map(HandlerFolder::version).orElse(unit.handler().version());
    String message = failure.getMessage();
    boolean enabling =
        unit.isMultiConfig() && failure.operation().equals(CommandKind.ENABLE.operation());
    if (enabling) {
      message = "Error processing MultiConfig extension " + unit.fullName(version) + ": " + message;
    }
    bench.machine().logger().error("[{}] {}", unit.fullName(version), message);
    if (folder.isPresent()) {
      if (!enabling && !isOthersMatterToo(unit, folder.get())) {
        bench
            .store()
            .status(unit, folder.get(), Status.NOT_READY, failure.code(), failure.getMessage());
      }
      placeholder(unit, folder.get(), failure.operation(), failure.code(), message);
      refusal(unit, folder.get(), failure);
    }
    bench.machine().events().tell(unit.name(), version, failure.operation(), false, message);
    note(pass.id(), unit, new UnitResult(failure.code(), message));
    return new Outcome.Failed(failure.code(), unit.fullName(version) + ": " + message);
  }

  /** One of several settings that is invalid says nothing against the handler, if it is there. */
  private boolean isOthersMatterToo(Unit unit, HandlerFolder folder) throws IOException {
    return unit.isMultiConfig()
        && unit.settings().orElseThrow().invalid().isPresent()
        && bench.store().status(folder).isPresent();
  }

  /** It is not its turn any more: something it depends on failed. */
  Outcome skipped(Pass pass, Unit unit, String why) throws IOException {
    Optional<HandlerFolder> folder = folder(pass.id(), unit.handler());
    if (folder.isPresent()) {
      if (!unit.isMultiConfig() || bench.store().status(folder.get()).isEmpty()) {
        bench.store().status(unit, folder.get(), Status.NOT_READY, ErrorCodes.UNKNOWN, why);
      }
      placeholder(unit, folder.get(), PROCESSING, ErrorCodes.UNKNOWN, why);
    }
    note(pass.id(), unit, new UnitResult(ErrorCodes.UNKNOWN, why));
    return new Outcome.Failed(ErrorCodes.UNKNOWN, unit.label() + ": " + why);
  }

  /** Extensions may not run: told on both levels, as the platform trusts the extension's more. */
  void disallowed(Pass pass, Unit unit, String why) throws IOException {
    boolean run = unit.isEnabled();
    int code = run ? CommandKind.ENABLE.errorCode() : CommandKind.DISABLE.errorCode();
    Optional<HandlerFolder> folder = folder(pass.id(), unit.handler());
    if (folder.isPresent()) {
      bench.store().status(unit, folder.get(), Status.NOT_READY, code, why);
      if (run && unit.settings().isPresent()) {
        bench.handlerFiles().errorStatus(folder.get(), unit, PROCESSING, code, why);
      }
    }
    bench.machine().events().tell(unit.name(), unit.handler().version(), PROCESSING, false, why);
    note(pass.id(), unit, new UnitResult(code, why));
  }

  /**
   * What the policy refuses is told on both levels, as the platform trusts the extension's more.
   */
  private void refusal(Unit unit, HandlerFolder folder, ExtensionFailure failure)
      throws IOException {
    boolean refused = failure.operation().equals(Ruling.OPERATION);
    if (refused && unit.isEnabled() && unit.settings().isPresent()) {
      bench
          .handlerFiles()
          .errorStatus(folder, unit, failure.operation(), failure.code(), failure.getMessage());
    }
  }

  /** Handlers of one configuration write their own status; the agent's would be in their way. */
  private void placeholder(
      Unit unit, HandlerFolder folder, String operation, int code, String message)
      throws IOException {
    if (unit.isMultiConfig()) {
      bench.handlerFiles().errorStatusIfMissing(folder, unit, operation, code, message);
    }
  }

  /** A journal with what came of a unit. */
  static Journal noted(Journal journal, PassId pass, Unit unit, UnitResult result) {
    return journal.in(pass).afresh().with(unit, result);
  }

  private void note(PassId pass, Unit unit, UnitResult result) throws IOException {
    bench.journals().change(unit.name(), j -> noted(j, pass, unit, result));
    boolean unplaced = isUnplaced(pass, unit, result);
    snapshot.updateAndGet(
        known -> unplaced ? told(known.done(unit), unit, result) : known.done(unit));
  }

  /** Whether it failed and there is no folder to note that in, as nobody can tell a version. */
  private boolean isUnplaced(PassId pass, Unit unit, UnitResult result) throws IOException {
    return !result.isSuccess() && folder(pass, unit.handler()).isEmpty();
  }

  private static Snapshot told(Snapshot known, Unit unit, UnitResult result) {
    Handler handler = unit.handler();
    return known.unplaced(
        unit.name(),
        new HandlerStatus(
            unit.name().text(),
            handler.version(),
            Status.NOT_READY,
            result.code(),
            result.message(),
            handler.multiConfig()));
  }

  /** The same snapshot with what the journals have of handlers without a folder. */
  Snapshot recalled(Snapshot known, PassId pass) throws IOException {
    Snapshot told = known;
    for (Unit unit : known.units()) {
      Optional<UnitResult> result = bench.journals().load(unit.name()).result(pass, unit);
      if (result.isPresent() && isUnplaced(pass, unit, result.get())) {
        told = told(told, unit, result.get());
      }
    }
    return told;
  }
}
