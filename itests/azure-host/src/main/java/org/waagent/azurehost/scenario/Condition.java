// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.waagent.azurehost.Extension;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.HandlerStatus;
import org.waagent.azurehost.RequestedState;
import org.waagent.azurehost.Settings;
import org.waagent.azurehost.StatusDocument;

/**
 * Something that a status can say about one handler; what is empty does not matter.
 *
 * @param config the configuration of a multi-config handler
 * @param absent there must be no entry at all
 */
record Condition(
    String handler,
    Optional<String> config,
    Optional<String> version,
    Optional<String> status,
    Optional<Integer> sequenceNumber,
    Optional<String> extensionStatus,
    boolean absent) {
  private static final Set<String> KEYS =
      Set.of(
          "handler", "config", "version", "status", "sequenceNumber", "extensionStatus", "absent");

  Condition {
    Objects.requireNonNull(handler, "handler");
  }

  static Condition read(Place place) {
    place.only(KEYS);
    return new Condition(
        place.text("handler"),
        place.optionalText("config"),
        place.optionalText("version"),
        place.optionalText("status"),
        place.number("sequenceNumber"),
        place.optionalText("extensionStatus"),
        place.flag("absent"));
  }

  /** What a status says when the agent has done all that the goal state wants. */
  static List<Condition> fulfilling(GoalState goal) {
    List<Condition> all = new ArrayList<>();
    for (Extension e : goal.extensions()) {
      if (e.configs().isEmpty()) {
        all.add(single(e));
      }
      e.configs().forEach((name, s) -> all.add(config(e, name, s)));
    }
    return all;
  }

  private static Condition single(Extension e) {
    if (e.state() == RequestedState.UNINSTALL) {
      return gone(e, Optional.empty());
    }
    if (e.state() == RequestedState.DISABLED) {
      return new Condition(
          e.name(),
          Optional.empty(),
          Optional.empty(),
          Optional.of("NotReady"),
          Optional.empty(),
          Optional.empty(),
          false);
    }
    return ready(e, Optional.empty(), e.settings());
  }

  private static Condition config(Extension e, String name, Settings s) {
    boolean wanted = e.state() == RequestedState.ENABLED && s.state() == RequestedState.ENABLED;
    return wanted ? ready(e, Optional.of(name), Optional.of(s)) : gone(e, Optional.of(name));
  }

  private static Condition ready(Extension e, Optional<String> config, Optional<Settings> s) {
    return new Condition(
        e.name(),
        config,
        Optional.empty(),
        Optional.of("Ready"),
        s.map(Settings::sequenceNumber),
        s.map(some -> "success"),
        false);
  }

  private static Condition gone(Extension e, Optional<String> config) {
    return new Condition(
        e.name(),
        config,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        true);
  }

  boolean holds(StatusDocument document) {
    HandlerStatus entry =
        config.map(c -> document.handler(handler, c)).orElseGet(() -> document.handler(handler));
    if (absent || !entry.isPresent()) {
      return absent && !entry.isPresent();
    }
    return is(version, entry.version())
        && is(status, entry.status())
        && is(sequenceNumber, entry.sequenceNumber())
        && is(extensionStatus, entry.extensionStatus());
  }

  private static <T> boolean is(Optional<T> wanted, T found) {
    return wanted.isEmpty() || wanted.get().equals(found);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(handler);
    config.ifPresent(c -> text.append('/').append(c));
    version.ifPresent(v -> text.append(' ').append(v));
    status.ifPresent(s -> text.append(' ').append(s));
    sequenceNumber.ifPresent(n -> text.append(" #").append(n));
    extensionStatus.ifPresent(s -> text.append(' ').append(s));
    return text.append(absent ? " gone" : "").toString();
  }
}
