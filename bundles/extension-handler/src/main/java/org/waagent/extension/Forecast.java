// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.waagent.extension.GoalRecord.Mode;
import org.waagent.extension.command.Journals;
import org.waagent.extension.command.PassId;
import org.waagent.extension.command.UnitResult;
import org.waagent.extension.handler.ExtensionFailure;
import org.waagent.extension.handler.HandlerFolder;
import org.waagent.extension.handler.HandlerState;
import org.waagent.extension.handler.HandlerStore;
import org.waagent.extension.handler.Unit;
import org.waagent.extension.policy.PolicyGate;
import org.waagent.extension.policy.Ruling;
import org.waagent.goalstate.ExtensionsGoalState;
import org.waagent.goalstate.HandlerName;
import org.waagent.goalstate.RequestedState;
import org.waagent.host.ArtifactSource;
import org.waagent.host.HostException;

/** What a goal state would do to extensions, step by step. Asks for manifests, changes nothing. */
final class Forecast {
  private final HandlerStore store;
  private final Journals journals;
  private final Rules rules;
  private final PolicyGate policy;
  private final ArtifactSource artifacts;

  Forecast(
      HandlerStore store,
      Journals journals,
      Rules rules,
      PolicyGate policy,
      ArtifactSource artifacts) {
    this.store = store;
    this.journals = journals;
    this.rules = rules;
    this.policy = policy;
    this.artifacts = artifacts;
  }

  /**
   * Units in order, then the handlers that leave.
   *
   * @param start the agent's start; what was done in it is not done again
   */
  JsonObject of(ExtensionsGoalState goal, String start) throws IOException {
    JsonObject json = new JsonObject();
    PassId pass = new PassId(goal.id(), start);
    Ruling ruling = policy.ruling(pass);
    json.addProperty("goalState", goal.id());
    Mode mode = rules.mode(goal);
    json.addProperty("mode", goal.outdated() ? "OUTDATED" : mode.name());
    JsonArray units = new JsonArray();
    for (Unit unit : Sequence.ordered(Sequence.units(goal.handlers()))) {
      units.add(unit(unit, pass, skipped(unit, mode, goal, ruling)));
    }
    json.add("units", units);
    JsonArray leaving = new JsonArray();
    if (mode == Mode.PROCESS && !goal.outdated()) {
      for (HandlerName name : Leaving.names(store, goal.handlers(), ruling::refuses)) {
        leaving.add(name.text());
      }
    }
    json.add("leaving", leaving);
    return json;
  }

  private JsonObject unit(Unit unit, PassId pass, Optional<String> skipped) throws IOException {
    JsonObject json = new JsonObject();
    json.addProperty("unit", unit.label());
    json.addProperty("level", unit.rank() < 0 ? -unit.rank() - 1 : unit.rank());
    json.addProperty("requested", UnitSteps.word(unit));
    JsonArray steps = new JsonArray();
    Optional<UnitResult> result = journals.load(unit.name()).result(pass, unit);
    if (result.isPresent()) {
      json.addProperty("done", result.get().isSuccess() ? "success" : result.get().message());
    } else if (skipped.isPresent()) {
      json.addProperty("skipped", skipped.get());
    } else {
      steps(unit, steps, json);
    }
    json.add("steps", steps);
    return json;
  }

  private Optional<String> skipped(Unit unit, Mode mode, ExtensionsGoalState goal, Ruling ruling) {
    if (goal.outdated()) {
      return Optional.of("the goal state is older than one seen before");
    }
    return switch (mode) {
      case PROCESS ->
          ruling.refusal(unit).map(ExtensionFailure::getMessage).or(unit.handler()::invalid);
      case DISALLOW -> Optional.of(rules.disallowed(unit));
      case HOLD -> Optional.of("the platform holds the machine");
      case REFUSE ->
          Optional.of("the agent does not have " + String.join(", ", rules.unsupported(goal)));
      case IGNORE -> Optional.of("the goal state says nothing of extensions");
    };
  }

  private void steps(Unit unit, JsonArray steps, JsonObject json) throws IOException {
    if (!unit.isEnabled()) {
      departing(unit, steps);
      return;
    }
    try {
      ArtifactSource.Manifest manifest = artifacts.manifest(unit.handler().manifestLocations());
      enabling(unit, Preparation.select(unit.handler(), manifest).version(), steps);
    } catch (HostException | ExtensionFailure e) {
      json.addProperty("problem", e.getMessage());
    }
  }

  private void enabling(Unit unit, String version, JsonArray steps) throws IOException {
    HandlerFolder folder = store.folder(unit.name(), version);
    if (store.state(folder).needsInstall()) {
      steps.add("fetch " + version);
      Optional<HandlerFolder> old = store.installed(unit.name());
      if (old.isPresent()) {
        if (store.state(old.get()) == HandlerState.ENABLED) {
          steps.add("disable " + old.get().version());
        }
        steps.add("update");
        steps.add("uninstall " + old.get().version());
      }
      steps.add("install");
    }
    steps.add("enable " + unit.sequenceNumber());
  }

  private void departing(Unit unit, JsonArray steps) throws IOException {
    Optional<HandlerFolder> folder = store.installed(unit.name());
    if (folder.isEmpty()) {
      return;
    }
    String version = folder.get().version();
    boolean enabled =
        unit.isRemovedSettings()
            ? store.isEnabled(folder.get(), unit.settingsName())
            : store.state(folder.get()) == HandlerState.ENABLED;
    if (enabled) {
      steps.add("disable " + version);
    }
    if (unit.handler().requested() == RequestedState.UNINSTALL) {
      steps.add("uninstall " + version);
      steps.add("delete " + version);
    } else if (unit.isRemovedSettings()) {
      steps.add("remove settings");
    }
  }

  /** The same for people. */
  static List<String> lines(JsonObject json) {
    List<String> lines = new ArrayList<>();
    lines.add(json.get("goalState").getAsString() + "  " + json.get("mode").getAsString());
    for (var one : json.getAsJsonArray("units")) {
      JsonObject unit = one.getAsJsonObject();
      StringBuilder line = new StringBuilder("  level " + unit.get("level").getAsInt() + "  ");
      line.append(unit.get("unit").getAsString()).append(": ");
      List<String> steps = new ArrayList<>();
      unit.getAsJsonArray("steps").forEach(step -> steps.add(step.getAsString()));
      line.append(String.join(", ", steps));
      for (String key : List.of("done", "skipped", "problem", "retry")) {
        if (unit.has(key)) {
          line.append(steps.isEmpty() ? "" : "; ").append(key).append(": ");
          line.append(unit.get(key).getAsString());
        }
      }
      lines.add(line.toString());
    }
    for (var name : json.getAsJsonArray("leaving")) {
      lines.add("  leaves: " + name.getAsString());
    }
    return lines;
  }
}
