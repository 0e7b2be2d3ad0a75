// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.auto;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.waagent.goalstate.AgentFamily;
import org.waagent.goalstate.FlexibleVersion;

/** Who chooses the version for a goal state, and what the release manager says if it is him. */
sealed interface Request {
  /** The agent chooses. */
  record None() implements Request {}

  /**
   * The release manager chooses.
   *
   * @param version it wants
   * @param from the version it thinks it replaces
   * @param meant whether the version is its choice, and not just what is there
   */
  record Of(FlexibleVersion version, Optional<String> from, boolean meant) implements Request {
    public Of {
      requireNonNull(version, "version");
      requireNonNull(from, "from");
    }

    /** Whether a version is the one it thinks it replaces. */
    boolean isFrom(FlexibleVersion running) {
      return from.filter(FlexibleVersion::isValid)
          .map(FlexibleVersion::of)
          .filter(running::equals)
          .isPresent();
    }
  }

  /**
   * What it says makes no sense, so nothing is done.
   *
   * @param kind of the reason
   * @param why for people
   */
  record Wrong(Refusal kind, String why) implements Request {
    public Wrong {
      requireNonNull(kind, "kind");
      requireNonNull(why, "why");
    }
  }

  /** What a goal state says, given who chose before. */
  static Request of(Inputs in) {
    if (!in.rules().managed() || !in.initialOver()) {
      return new None();
    }
    boolean followed = in.chooser() == Chooser.RELEASE_MANAGER;
    Optional<AgentFamily> family = in.family();
    if (family.isEmpty()) {
      return followed && in.goalState().isPresent()
          ? new Wrong(
              Refusal.FAMILY,
              "the goal state has no family '" + in.rules().family() + "' with an address")
          : new None();
    }
    return of(family.get(), followed);
  }

  private static Request of(AgentFamily family, boolean followed) {
    if (family.vmEnabledForRsmUpgrades().isEmpty()) {
      return followed ? incomplete("isVMEnabledForRSMUpgrades") : new None();
    }
    if (!family.vmEnabledForRsmUpgrades().get()) {
      return new None();
    }
    if (family.versionFromRsm().isEmpty()) {
      return incomplete("isVersionFromRSM");
    }
    if (family.version().isEmpty()) {
      return incomplete("version");
    }
    String version = family.version().get();
    return FlexibleVersion.isValid(version)
        ? new Of(FlexibleVersion.of(version), family.fromVersion(), family.versionFromRsm().get())
        : new Wrong(Refusal.REQUEST, "'" + version + "' is no version");
  }

  private static Wrong incomplete(String what) {
    return new Wrong(Refusal.REQUEST, "the release manager's request has no " + what);
  }
}
