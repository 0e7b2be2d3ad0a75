// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import java.util.Optional;
import org.waagent.goalstate.Certificates;
import org.waagent.goalstate.Extension;
import org.waagent.goalstate.ExtensionsGoalState;
import org.waagent.goalstate.Handler;
import org.waagent.goalstate.Incarnation;

/** Chooses between what the fabric and the fast track say of extensions. */
final class Choice {
  private Choice() {}

  /**
   * The one to act on.
   *
   * @param fabric if its goal state is new
   * @param fastTrack if the host plugin has a goal state of its own
   * @param fastTrackIsNew whether that was not seen before
   * @param current what is in force
   */
  static Optional<ExtensionsGoalState> of(
      Optional<ExtensionsGoalState> fabric,
      Optional<ExtensionsGoalState> fastTrack,
      boolean fastTrackIsNew,
      Optional<ExtensionsGoalState> current) {
    Optional<ExtensionsGoalState> candidate = fastTrackIsNew ? fastTrack : Optional.empty();
    if (fabric.isPresent()) {
      boolean later =
          fastTrack.isPresent() && fastTrack.get().createdOn().isAfter(fabric.get().createdOn());
      candidate = later ? fastTrack : fabric;
    }
    // A rotated certificate raises the incarnation and touches neither document: the newest of both
    // stays in force then.
    boolean older =
        candidate.isPresent()
            && current.isPresent()
            && candidate.get().createdOn().isBefore(current.get().createdOn());
    return candidate.isPresent() && !older ? candidate : current;
  }

  /** Whether protected settings are encrypted to a certificate that is not there. */
  static boolean lacksCertificate(ExtensionsGoalState state, Certificates certificates) {
    for (Handler handler : state.handlers()) {
      for (Extension extension : handler.extensions()) {
        boolean lacks =
            extension.protectedSettings().isPresent()
                && extension.protectedSettingsCertificate().isPresent()
                && !certificates.contains(extension.protectedSettingsCertificate().get());
        if (lacks) {
          return true;
        }
      }
    }
    return false;
  }

  /** Stands in where nothing could be read yet: nobody acts on it. */
  static ExtensionsGoalState unread(Incarnation incarnation) {
    return outdated(ExtensionsGoalState.empty(incarnation));
  }

  static ExtensionsGoalState onHold(ExtensionsGoalState state) {
    return copy(state, true, state.outdated());
  }

  static ExtensionsGoalState outdated(ExtensionsGoalState state) {
    return copy(state, state.onHold(), true);
  }

  private static ExtensionsGoalState copy(ExtensionsGoalState s, boolean onHold, boolean outdated) {
    return new ExtensionsGoalState(
        s.id(),
        s.source(),
        s.createdOn(),
        s.svdSequenceNumber(),
        s.activityId(),
        s.correlationId(),
        s.statusBlob(),
        s.requiredFeatures(),
        onHold,
        s.agentFamilies(),
        s.handlers(),
        outdated);
  }
}
