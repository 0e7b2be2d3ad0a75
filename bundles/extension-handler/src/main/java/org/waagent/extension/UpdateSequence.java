// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.waagent.extension.command.Invocation;
import org.waagent.extension.command.PassId;
import org.waagent.extension.command.Update;
import org.waagent.extension.command.Update.Phase;
import org.waagent.extension.handler.CommandKind;
import org.waagent.extension.handler.ExtensionFailure;
import org.waagent.extension.handler.HandlerFolder;
import org.waagent.extension.handler.HandlerManifest;
import org.waagent.extension.handler.HandlerState;
import org.waagent.extension.handler.Json;
import org.waagent.extension.handler.Unit;
import org.waagent.goalstate.HandlerName;
import org.waagent.plugin.Status;

/**
 * Replaces an installed version by another one, up or down. The phase reached is on disk before it
 * is acted on, so the sequence goes on where a stopped agent left it.
 */
final class UpdateSequence {
  private static final String PREFIX = "AZURE_GUEST_AGENT_";

  private final Workbench bench;

  UpdateSequence(Workbench bench) {
    this.bench = bench;
  }

  /** Notes that an update begins, with what has to be disabled for it. */
  Update begin(Pass pass, HandlerFolder from, HandlerFolder to) throws IOException {
    List<String> toDisable = new ArrayList<>();
    if (bench.store().state(from) == HandlerState.ENABLED) {
      List<String> enabled = bench.store().enabledSettings(from);
      for (Unit unit : pass.units(from.name())) {
        if (!unit.isMultiConfig() || enabled.contains(unit.settingsName())) {
          toDisable.add(unit.settingsName());
        }
      }
    }
    return save(from.name(), Update.begin(from.version(), to.version(), toDisable));
  }

  private Update save(HandlerName name, Update update) throws IOException {
    bench.journals().change(name, journal -> journal.with(update));
    return update;
  }

  /** Goes on with an update until the new version is installed. */
  void go(Pass pass, Unit unit, HandlerFolder to, Update begun)
      throws ExtensionFailure, IOException, InterruptedException {
    HandlerManifest manifest = HandlerManifest.of(bench.machine().files(), to);
    HandlerFolder from = bench.store().folder(to.name(), begun.from());
    Run run = new Run(pass, unit, from, to, manifest);
    Update update = begun;
    while (update.phase() != Phase.ENABLE) {
      update = save(to.name(), next(run, update));
    }
  }

  /** What does not change while an update goes on. */
  private record Run(
      Pass pass, Unit unit, HandlerFolder from, HandlerFolder to, HandlerManifest manifest) {
    PassId id() {
      return pass.id();
    }
  }

  private Update next(Run run, Update update)
      throws ExtensionFailure, IOException, InterruptedException {
    return switch (update.phase()) {
      case DISABLE -> disable(run, update).in(Phase.CARRY);
      case CARRY -> {
        bench.handlerFiles().carryOver(run.from(), run.to());
        yield update.in(Phase.UPDATE);
      }
      case UPDATE -> {
        update(run, update);
        yield update.in(Phase.UNINSTALL);
      }
      case UNINSTALL -> uninstall(run, update).in(Phase.REMOVE);
      case REMOVE -> {
        bench.store().remove(run.from());
        yield update.in(Phase.INSTALL);
      }
      case INSTALL -> {
        install(run, update);
        yield update.in(Phase.ENABLE);
      }
      case ENABLE -> update;
    };
  }

  private Update disable(Run run, Update begun)
      throws ExtensionFailure, IOException, InterruptedException {
    Update update = begun;
    for (Unit unit : run.pass().units(run.to().name())) {
      String settings = unit.settingsName();
      if (begun.toDisable().contains(settings) && !update.disableCodes().containsKey(settings)) {
        Invocation call = Calls.of(run.id(), CommandKind.DISABLE, run.from(), unit);
        update = save(run.to().name(), update.disabled(settings, tolerated(run, call)));
      }
    }
    return update;
  }

  private Update uninstall(Run run, Update update)
      throws ExtensionFailure, IOException, InterruptedException {
    Invocation call = Calls.of(run.id(), CommandKind.UNINSTALL, run.from(), run.unit());
    return update.uninstalled(tolerated(run, call));
  }

  /** Runs a command of the old version, whose failure the new version may not mind. */
  private int tolerated(Run run, Invocation call)
      throws ExtensionFailure, IOException, InterruptedException {
    try {
      bench.commands().run(call);
      return 0;
    } catch (ExtensionFailure e) {
      if (!run.manifest().continuesOnUpdateFailure()) {
        throw failed(e);
      }
      bench.machine().logger().warn("The update goes on in spite of: {}", e.getMessage());
      return e.exitCode();
    }
  }

  private static ExtensionFailure failed(ExtensionFailure cause) {
    ExtensionFailure failure =
        new ExtensionFailure(
            CommandKind.UPDATE.errorCode(),
            CommandKind.UPDATE.operation(),
            cause.getMessage() + "; ContinueOnUpdate: False");
    failure.initCause(cause);
    return failure;
  }

  /** On the way down the version that knows both is the old one, so it does the work. */
  private void update(Run run, Update update)
      throws ExtensionFailure, IOException, InterruptedException {
    boolean upwards = run.to().order().compareTo(run.from().order()) > 0;
    HandlerFolder runner = upwards ? run.to() : run.from();
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("VERSION", run.to().version());
    // On the way down handlers are told the version that comes, as they always were.
    String updatingFrom = upwards ? run.from().version() : run.to().version();
    variables.put(PREFIX + "UPDATING_FROM_VERSION", updatingFrom);
    if (run.unit().handler().multiConfig()) {
      variables.put(PREFIX + "DISABLE_CMD_EXIT_CODES_MULTIPLE_EXTENSIONS", codes(run, update));
    } else {
      variables.put(PREFIX + "DISABLE_CMD_EXIT_CODE", update.disableCode(""));
    }
    try {
      bench.commands().run(Calls.of(run.id(), CommandKind.UPDATE, runner, run.unit(), variables));
    } catch (ExtensionFailure e) {
      bench.store().state(runner, HandlerState.FAILED_UPGRADE);
      throw e;
    }
  }

  private static String codes(Run run, Update update) {
    JsonArray codes = new JsonArray();
    for (Unit unit : run.pass().units(run.to().name())) {
      JsonObject code = new JsonObject();
      code.addProperty("extensionName", unit.settingsName());
      code.addProperty("exitCode", update.disableCode(unit.settingsName()));
      codes.add(code);
    }
    return Json.text(codes);
  }

  private void install(Run run, Update update)
      throws ExtensionFailure, IOException, InterruptedException {
    if (run.manifest().installsOnUpdate()) {
      Map<String, String> variables = Map.of(Installation.UNINSTALL_CODE, update.uninstallCode());
      bench
          .commands()
          .run(Calls.of(run.id(), CommandKind.INSTALL, run.to(), run.unit(), variables));
    } else {
      bench.store().state(run.to(), HandlerState.INSTALLED);
      bench
          .store()
          .status(run.unit(), run.to(), Status.NOT_READY, 0, "Plugin installed but not enabled");
    }
  }
}
