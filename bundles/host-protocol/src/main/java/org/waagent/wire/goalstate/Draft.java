// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.goalstate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.waagent.goalstate.BlobUrl;
import org.waagent.goalstate.Extension;
import org.waagent.goalstate.Handler;
import org.waagent.goalstate.HandlerName;
import org.waagent.goalstate.RequestedState;

/**
 * A handler while it is being read. What is wrong with it stays with it: {@link #finish} always
 * gives a handler, so that its error is reported under its name and no other entry suffers.
 */
final class Draft {
  private final String name;
  private final String version;
  private final String state;
  private final Set<BlobUrl> locations = new LinkedHashSet<>();
  private final List<Extension> extensions = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private Optional<String> signature = Optional.empty();
  private Optional<String> invalid = Optional.empty();
  private boolean multiConfig;

  Draft(String name, String version, String state) {
    this.name = name;
    this.version = version;
    this.state = state;
  }

  String name() {
    return name;
  }

  void location(String url) {
    if (!url.isBlank()) {
      locations.add(new BlobUrl(url.strip()));
    }
  }

  void signature(String encoded) {
    signature = Optional.of(encoded).filter(s -> !s.isBlank());
  }

  void multiConfig() {
    multiConfig = true;
  }

  /** Of several settings an invalid one spoils no other; a single one is all there is. */
  void add(Extension extension) {
    extensions.add(extension);
    if (!multiConfig) {
      extension.invalid().ifPresent(this::invalid);
    }
  }

  /** One of several settings is told by its name alone. */
  void named(String settings) {
    if (!names.add(settings)) {
      invalid("More than one settings of " + name + " are named " + settings);
    }
  }

  /** Names of the settings so far. */
  Set<String> names() {
    return names;
  }

  /** Only the first reason is kept: the others often follow from it. */
  void invalid(String reason) {
    if (invalid.isEmpty()) {
      invalid = Optional.of(reason);
    }
  }

  Optional<RequestedState> requested() {
    return switch (state) {
      case "enabled" -> Optional.of(RequestedState.ENABLED);
      case "disabled" -> Optional.of(RequestedState.DISABLED);
      case "uninstall" -> Optional.of(RequestedState.UNINSTALL);
      default -> Optional.empty();
    };
  }

  Handler finish() {
    if (state.isEmpty()) {
      invalid("The goal state has no state for extension " + name);
    } else if (requested().isEmpty()) {
      invalid("Unknown ext handler state:" + state);
    }
    if (!HandlerName.isValid(name)) {
      invalid("The goal state has an extension whose name can't be one: '" + name + "'");
    }
    return new Handler(
        handlerName(),
        version,
        requested().orElse(RequestedState.ENABLED),
        List.copyOf(locations),
        signature,
        multiConfig,
        extensions,
        invalid);
  }

  private HandlerName handlerName() {
    if (HandlerName.isValid(name)) {
      return new HandlerName(name);
    }
    // Reported under a name that can't be mistaken for a real handler's.
    StringBuilder fit = new StringBuilder("invalid_");
    for (int i = 0; i < Math.min(name.length(), 150); i++) {
      char c = name.charAt(i);
      fit.append(HandlerName.isValid("x" + c) ? c : '_');
    }
    return new HandlerName(fit.toString());
  }
}
