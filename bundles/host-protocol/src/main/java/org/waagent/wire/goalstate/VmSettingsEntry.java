// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.goalstate;

import com.google.gson.JsonParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.waagent.goalstate.Handler;
import org.waagent.goalstate.RequestedState;

/** One extension of a vmSettings document. */
final class VmSettingsEntry {
  private final Json entry;
  private final Consumer<String> warn;
  private final Draft draft;

  VmSettingsEntry(Json entry, Consumer<String> warn) {
    this.entry = entry;
    this.warn = warn;
    this.draft =
        new Draft(
            entry.text("name").orElse(""),
            entry.text("version").orElse(""),
            entry.text("state").orElse(""));
  }

  Handler read() {
    if (entry.text("version").isEmpty()) {
      draft.invalid("The goal state has no version for extension " + draft.name());
    }
    entry.text("encodedSignature").ifPresent(draft::signature);
    entry.text("location").ifPresent(draft::location);
    entry.text("failoverLocation").ifPresent(draft::location);
    for (Json more : items("additionalLocations")) {
      more.text().ifPresent(draft::location);
    }
    List<Json> settings = items("settings");
    if (entry.flag("isMultiConfig").orElse(false)) {
      draft.multiConfig();
      multiple(settings);
    } else if (settings.size() > 1) {
      draft.invalid("More than one settings of " + draft.name() + ", which is of a single one");
    } else if (settings.size() == 1) {
      single(settings.get(0));
    } else if (entry.get("dependsOn").isPresent()) {
      warn.accept("The dependsOn of " + draft.name() + " is ignored: it has no settings");
    }
    return draft.finish();
  }

  private List<Json> items(String name) {
    Optional<List<Json>> items = entry.items(name);
    if (items.isEmpty()) {
      draft.invalid("'" + name + "' of " + draft.name() + " is no array");
    }
    return items.orElse(List.of());
  }

  private void single(Json settings) {
    Optional<Integer> number = entry.text("settingsSeqNo").flatMap(Json::sequenceNumber);
    if (number.isEmpty()) {
      draft.invalid("Settings of " + draft.name() + " have no sequence number");
      return;
    }
    RequestedState state = draft.requested().orElse(RequestedState.ENABLED);
    int level = singleLevel();
    add(new SettingsText.Instance(draft.name(), number.get(), state, level), settings);
  }

  private int singleLevel() {
    List<Json> depends = items("dependsOn");
    if (depends.size() > 1) {
      draft.invalid("More than one dependsOn of " + draft.name());
    }
    if (depends.isEmpty()) {
      if (entry.get("dependsOn").isPresent()) {
        warn.accept("The dependsOn of " + draft.name() + " is empty: level 0 is taken");
      }
      return 0;
    }
    Optional<Integer> level = level(depends.get(0));
    if (level.isEmpty()) {
      draft.invalid("A dependsOn of " + draft.name() + " has no level");
    }
    return level.orElse(0);
  }

  /** Empty where there is none; what is there and no level is taken for 0. */
  private Optional<Integer> level(Json depends) {
    Optional<String> text = depends.text("dependencyLevel");
    if (text.isPresent() && Json.level(text.get()).isEmpty()) {
      warn.accept("The dependency level of " + draft.name() + " is none: 0 is taken");
    }
    return text.map(t -> Json.level(t).orElse(0));
  }

  private void multiple(List<Json> settings) {
    Map<String, Optional<Integer>> levels = new HashMap<>();
    for (Json depends : items("dependsOn")) {
      levels.put(depends.text("name").orElse(""), level(depends));
    }
    for (Json one : settings) {
      Optional<String> name = one.text("extensionName");
      if (name.isEmpty()) {
        draft.invalid("Settings of " + draft.name() + " lack a name");
        return;
      }
      draft.named(name.get());
      Optional<Integer> level = levels.getOrDefault(name.get(), Optional.of(0));
      add(instance(one, name.get(), level), one);
    }
    levels.keySet().removeAll(draft.names());
    if (!levels.isEmpty()) {
      draft.invalid("A dependsOn of " + draft.name() + " names no settings of it");
    }
  }

  /** One of several settings. What is wrong with it does not concern the others. */
  private static SettingsText.Instance instance(Json one, String name, Optional<Integer> level) {
    Optional<Integer> number = one.text("seqNo").flatMap(Json::sequenceNumber);
    Optional<RequestedState> state = one.text("extensionState").flatMap(VmSettingsEntry::state);
    SettingsText.Instance instance =
        new SettingsText.Instance(
            name, number.orElse(0), state.orElse(RequestedState.ENABLED), level.orElse(0));
    if (number.isEmpty() || state.isEmpty()) {
      return instance.invalid("Settings of " + name + " lack a sequence number or a known state");
    }
    return level.isPresent()
        ? instance
        : instance.invalid("A dependsOn of " + name + " has no level");
  }

  private static Optional<RequestedState> state(String text) {
    return switch (text) {
      case "enabled" -> Optional.of(RequestedState.ENABLED);
      case "disabled" -> Optional.of(RequestedState.DISABLED);
      default -> Optional.empty();
    };
  }

  private void add(SettingsText.Instance instance, Json settings) {
    boolean bare =
        settings.text("protectedSettings").isPresent()
            && settings.text("protectedSettingsCertThumbprint").isEmpty();
    SettingsText.Instance known =
        bare
            ? instance.invalid("Protected settings of " + instance.name() + " name no certificate")
            : instance;
    try {
      draft.add(known.with(publicSettings(settings), settings));
    } catch (JsonParseException e) {
      String reason = "Public settings of " + instance.name() + " are no JSON: " + Json.reason(e);
      draft.add(known.invalid(reason).with(Optional.empty(), settings));
    }
  }

  /** Public settings are JSON in a text; an object in its place says the same. */
  private static Optional<String> publicSettings(Json settings) {
    Optional<Json> value = settings.get("publicSettings");
    Optional<Json> decoded =
        value.isEmpty() || value.get().isObject()
            ? value
            : value.get().text().filter(text -> !text.isBlank()).map(Json::read);
    return decoded.filter(json -> !json.isNull()).map(Json::toString);
  }
}
