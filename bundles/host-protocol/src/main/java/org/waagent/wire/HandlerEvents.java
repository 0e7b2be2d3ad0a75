// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import java.util.Optional;
import org.waagent.goalstate.ExtensionsGoalState;
import org.waagent.goalstate.ExtensionsGoalState.Source;
import org.waagent.goalstate.FlexibleVersion;
import org.waagent.goalstate.Handler;
import org.waagent.goalstate.RequestedState;
import org.waagent.wire.goalstate.VmSettings;
import org.waagent.wire.health.Events;

/** Tells of each extension of a goal state that comes into force whether it is valid and signed. */
final class HandlerEvents {
  private static final FlexibleVersion FIRST_WITH_SIGNATURES = FlexibleVersion.of("1.0.8.159");
  private static final String INVALID = "InvalidExtensionConfig";

  private final Events events;

  HandlerEvents(Events events) {
    this.events = events;
  }

  /**
   * A goal state was chosen.
   *
   * @param settings the host plugin's document, if it has one
   */
  void chosen(ExtensionsGoalState state, Optional<VmSettings> settings) {
    boolean signatures =
        state.source() == Source.FABRIC || settings.filter(this::signs).isPresent();
    for (Handler handler : state.handlers()) {
      if (handler.invalid().isPresent()) {
        events.of(handler, INVALID, false, handler.invalid().get());
      } else if (handler.version().isBlank()) {
        events.of(handler, INVALID, false, "The goal state has no version for it");
      }
      if (signatures && handler.requested() != RequestedState.UNINSTALL) {
        events.of(handler, "ExtensionSigned", handler.encodedSignature().isPresent(), "");
      }
    }
  }

  private boolean signs(VmSettings settings) {
    return settings.hostPlugin().compareTo(FIRST_WITH_SIGNATURES) >= 0;
  }
}
