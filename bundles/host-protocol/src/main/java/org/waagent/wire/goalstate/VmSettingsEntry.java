// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.goalstate;

import com.google.gson.JsonParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.waagent.goalstate.Extension;
import org.waagent.goalstate.Handler;
import org.waagent.goalstate.RequestedState;
import org.waagent.goalstate.Secret;

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
    Optional<Integer> number = entry.number("settingsSeqNo");
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
    return level(depends.get(0));
  }

  private int level(Json depends) {
    Optional<Integer> level = depends.number("dependencyLevel");
    if (level.isEmpty()) {
      draft.invalid("A dependsOn of " + draft.name() + " has no level");
    }
    return level.orElse(0);
  }

  private void multiple(List<Json> settings) {
    Map<String, Integer> levels = new HashMap<>();
    for (Json depends : items("dependsOn")) {
      levels.put(depends.text("name").orElse(""), level(depends));
    }
    for (Json one : settings) {
      Optional<String> name = one.text("extensionName");
      Optional<Integer> number = one.number("seqNo");
      Optional<RequestedState> state = one.text("extensionState").flatMap(VmSettingsEntry::state);
      if (name.isEmpty() || number.isEmpty() || state.isEmpty()) {
        draft.invalid(
            "Settings of " + draft.name() + " lack a name, a sequence number or a known state");
        return;
      }
      Integer level = levels.remove(name.get());
      add(
          new SettingsText.Instance(
              name.get(), number.get(), state.get(), level == null ? 0 : level),
          one);
    }
    if (!levels.isEmpty()) {
      draft.invalid("A dependsOn of " + draft.name() + " names no settings of it");
    }
  }

  private static Optional<RequestedState> state(String text) {
    return switch (text) {
      case "enabled" -> Optional.of(RequestedState.ENABLED);
      case "disabled" -> Optional.of(RequestedState.DISABLED);
      default -> Optional.empty();
    };
  }

  private void add(SettingsText.Instance instance, Json settings) {
    Optional<Secret> secret = settings.text("protectedSettings").map(Secret::of);
    Extension extension =
        instance.with(
            publicSettings(settings, instance.name()),
            secret,
            SettingsText.certificate(settings, draft));
    if (secret.isPresent() && extension.protectedSettingsCertificate().isEmpty()) {
      draft.invalid("Protected settings of " + instance.name() + " name no certificate");
    }
    draft.add(extension);
  }

  /** Public settings are JSON in a text. */
  private Optional<String> publicSettings(Json settings, String name) {
    Optional<Json> value = settings.get("publicSettings");
    if (value.isEmpty() || value.get().isObject()) {
      return value.map(Json::toString);
    }
    try {
      return value
          .get()
          .text()
          .filter(t -> !t.isBlank())
          .map(Json::read)
          .filter(Json::isObject)
          .map(Json::toString);
    } catch (JsonParseException e) {
      draft.invalid("Public settings of " + name + " are no JSON: " + Json.reason(e));
      return Optional.empty();
    }
  }
}
