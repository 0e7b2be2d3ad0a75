// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.waagent.extension.handler.HandlerStore;
import org.waagent.extension.handler.Unit;
import org.waagent.extension.status.Snapshot;
import org.waagent.extension.status.StatusFiles;
import org.waagent.goalstate.FlexibleVersion;

/** Tells of extensions that were not done with one goal state when the next one came. */
final class Summary {
  private static final String TRANSITIONING = "transitioning";

  private Summary() {}

  /** The warning; empty where all of them had ended. */
  static Optional<String> of(
      Snapshot snapshot, StatusFiles statusFiles, HandlerStore store, String next) {
    List<String> all = new ArrayList<>();
    boolean open = false;
    for (Unit unit : snapshot.units()) {
      if (unit.isEnabled() && unit.settings().isPresent()) {
        String state = state(unit, snapshot, statusFiles, store);
        open |= state.equals(TRANSITIONING);
        all.add("('" + unit.label() + "', '" + state + "')");
      }
    }
    return open && !snapshot.id().equals(next)
        ? Optional.of(
            "A new goal state was received, but not all the extensions in the previous goal state"
                + " have completed: ["
                + String.join(", ", all)
                + "]")
        : Optional.empty();
  }

  private static String state(
      Unit unit, Snapshot snapshot, StatusFiles statusFiles, HandlerStore store) {
    String version = snapshot.versions().getOrDefault(unit.name(), unit.handler().version());
    boolean said = !snapshot.inProgress().contains(unit.label());
    return said && FlexibleVersion.isValid(version)
        ? statusFiles.of(store.folder(unit.name(), version), unit).state().orElse("unknown")
        : TRANSITIONING;
  }
}
