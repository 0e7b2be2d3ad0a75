// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.goalstate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.waagent.goalstate.RequestedState;
import org.waagent.wire.xml.Element;

/** Finds the settings of a handler in an extensions config and reads them into its draft. */
final class PluginSettings {
  private static final String SINGLE = "RuntimeSettings";
  private static final String MULTIPLE = "ExtensionRuntimeSettings";
  private static final String DEPENDS_ON = "DependsOn";

  private final List<Element> all;
  private final Consumer<String> warn;

  PluginSettings(List<Element> all, Consumer<String> warn) {
    this.all = all;
    this.warn = warn;
  }

  void read(Draft draft, String version) {
    List<Element> matching = new ArrayList<>();
    for (Element settings : all) {
      if (settings.attribute("name").equalsIgnoreCase(draft.name())) {
        matching.add(settings);
      }
    }
    if (matching.isEmpty()) {
      return;
    }
    for (Element settings : matching) {
      if (!settings.attribute("version").equals(version)) {
        draft.invalid(
            "Settings of version "
                + settings.attribute("version")
                + " for "
                + draft.name()
                + " "
                + version
                + ": the versions differ");
        return;
      }
    }
    if (matching.size() > 1) {
      draft.invalid("More than one settings element for " + draft.name() + " " + version);
      return;
    }
    read(draft, matching.get(0));
  }

  private void read(Draft draft, Element settings) {
    List<Element> single = settings.children(SINGLE);
    List<Element> multiple = settings.children(MULTIPLE);
    if (!single.isEmpty() && !multiple.isEmpty()) {
      draft.invalid("Both " + SINGLE + " and " + MULTIPLE + " for " + draft.name());
    } else if (single.size() > 1) {
      draft.invalid("More than one " + SINGLE + " for " + draft.name());
    } else if (single.size() == 1) {
      single(draft, settings, single.get(0));
    } else if (!multiple.isEmpty()) {
      multiple(draft, settings, multiple);
    }
  }

  private void single(Draft draft, Element settings, Element runtime) {
    List<Element> depends = settings.children(DEPENDS_ON);
    if (depends.size() > 1) {
      draft.invalid("More than one " + DEPENDS_ON + " for " + draft.name());
      return;
    }
    Optional<Integer> number = Json.sequenceNumber(runtime.attribute("seqNo"));
    if (number.isEmpty()) {
      draft.invalid("Settings of " + draft.name() + " have no sequence number");
      return;
    }
    int level = depends.isEmpty() ? 0 : level(depends.get(0), draft);
    SettingsText.read(
        runtime.text(),
        new SettingsText.Instance(draft.name(), number.get(), RequestedState.ENABLED, level),
        draft,
        warn);
  }

  private void multiple(Draft draft, Element settings, List<Element> runtimes) {
    draft.multiConfig();
    Map<String, Integer> levels = new HashMap<>();
    for (Element depends : settings.children(DEPENDS_ON)) {
      if (depends.attribute("name").isEmpty()) {
        draft.invalid("A " + DEPENDS_ON + " without a name for " + draft.name());
        return;
      }
      levels.put(depends.attribute("name"), level(depends, draft));
    }
    for (Element runtime : runtimes) {
      String name = runtime.attribute("name");
      if (name.isEmpty()) {
        draft.invalid("An " + MULTIPLE + " for " + draft.name() + " without a name");
        return;
      }
      draft.named(name);
      SettingsText.read(
          runtime.text(), instance(runtime, name, levels.getOrDefault(name, 0)), draft, warn);
    }
  }

  /** One of several settings. What is wrong with it does not concern the others. */
  private static SettingsText.Instance instance(Element runtime, String name, int level) {
    Optional<RequestedState> state = state(runtime.attribute("state"));
    Optional<Integer> number = Json.sequenceNumber(runtime.attribute("seqNo"));
    SettingsText.Instance instance =
        new SettingsText.Instance(
            name, number.orElse(0), state.orElse(RequestedState.ENABLED), level);
    if (number.isEmpty()) {
      return instance.invalid("Settings of " + name + " have no sequence number");
    }
    return state.isPresent()
        ? instance
        : instance.invalid("Settings of " + name + " are of an unknown state");
  }

  private int level(Element depends, Draft draft) {
    Optional<Integer> level = Json.level(depends.attribute("dependencyLevel"));
    if (level.isEmpty()) {
      warn.accept("The dependency level of " + draft.name() + " is none: 0 is taken");
    }
    return level.orElse(0);
  }

  private static Optional<RequestedState> state(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "", "enabled" -> Optional.of(RequestedState.ENABLED);
      case "disabled" -> Optional.of(RequestedState.DISABLED);
      default -> Optional.empty();
    };
  }
}
