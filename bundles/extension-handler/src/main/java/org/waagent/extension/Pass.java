// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.waagent.extension.command.PassId;
import org.waagent.extension.handler.Unit;
import org.waagent.goalstate.HandlerName;
import org.waagent.host.ArtifactSource.Manifest;

/** One processing of a goal state, as far as memory goes. Used on the plugin's lane alone. */
final class Pass {
  private final PassId id;
  private final Instant began;
  private final List<Unit> ordered;
  private final Map<HandlerName, Manifest> manifests = new HashMap<>();
  private Optional<String> dependencyError = Optional.empty();

  Pass(PassId id, Instant began, List<Unit> ordered) {
    this.id = id;
    this.began = began;
    this.ordered = List.copyOf(ordered);
  }

  PassId id() {
    return id;
  }

  /** When the processing began; waiting for dependencies is counted from here. */
  Instant began() {
    return began;
  }

  /** Units in the order of processing. */
  List<Unit> units() {
    return ordered;
  }

  /** Units of one handler. */
  List<Unit> units(HandlerName name) {
    List<Unit> own = new ArrayList<>();
    for (Unit unit : ordered) {
      if (unit.name().equals(name)) {
        own.add(unit);
      }
    }
    return own;
  }

  /** Manifests fetched in this pass; several settings of a handler share one. */
  Map<HandlerName, Manifest> manifests() {
    return manifests;
  }

  /** Whether later units depend on this one. */
  boolean hasDependents(Unit unit) {
    int highest = ordered.get(ordered.size() - 1).rank();
    return unit.rank() >= 0 && unit.rank() < highest;
  }

  /** Why the units that follow are skipped; empty while they are not. */
  Optional<String> dependencyError() {
    return dependencyError;
  }

  /** A unit failed: if others depend on it, they are skipped. */
  void failed(Unit unit, String fullName) {
    if (hasDependents(unit)) {
      block(
          "Skipping processing of extensions since execution of dependent extension "
              + fullName
              + " failed");
    }
  }

  /** Skips all that follows. */
  void block(String why) {
    if (dependencyError.isEmpty()) {
      dependencyError = Optional.of(why);
    }
  }
}
