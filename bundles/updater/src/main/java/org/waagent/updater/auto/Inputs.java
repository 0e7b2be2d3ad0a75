// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.auto;

import static java.util.Objects.requireNonNull;

import java.time.ZonedDateTime;
import java.util.Optional;
import org.waagent.goalstate.AgentFamily;
import org.waagent.goalstate.ExtensionsGoalState;
import org.waagent.goalstate.FlexibleVersion;
import org.waagent.updater.pin.Pins;

/**
 * All that a decision depends on.
 *
 * @param rules what the owner allows in {@code waagent.conf}
 * @param fixed what he fixed by commands
 * @param agent what runs
 * @param goalState what Azure wants; empty before the first
 * @param occasion the start of the agent and the goal state, as one text
 * @param initialOver whether the first look for a newer version is over
 * @param chooser who said so far which version runs
 * @param memory what is remembered
 * @param known what the feed last said in this start; empty if it was not asked
 * @param now time and zone of the machine
 */
record Inputs(
    Rules rules,
    Pins.Fixed fixed,
    Agent agent,
    Optional<ExtensionsGoalState> goalState,
    String occasion,
    boolean initialOver,
    Chooser chooser,
    Memory memory,
    Optional<Known> known,
    ZonedDateTime now) {
  Inputs {
    requireNonNull(rules, "rules");
    requireNonNull(fixed, "fixed");
    requireNonNull(agent, "agent");
    requireNonNull(goalState, "goalState");
    requireNonNull(occasion, "occasion");
    requireNonNull(chooser, "chooser");
    requireNonNull(memory, "memory");
    requireNonNull(known, "known");
    requireNonNull(now, "now");
  }

  /**
   * The agent.
   *
   * @param feature that runs
   * @param version of it
   * @param installed version the installation brought; no update goes below it
   */
  record Agent(String feature, FlexibleVersion version, FlexibleVersion installed) {
    Agent {
      requireNonNull(feature, "feature");
      requireNonNull(version, "version");
      requireNonNull(installed, "installed");
    }
  }

  /**
   * What came of asking the feed.
   *
   * @param feed empty if it could not be had
   * @param trouble why; empty text if there was none
   * @param occasion it was asked for
   */
  record Known(Optional<Feed> feed, String trouble, String occasion) {
    Known {
      requireNonNull(feed, "feed");
      requireNonNull(trouble, "trouble");
      requireNonNull(occasion, "occasion");
    }
  }

  /**
   * What the goal state says of the family that is followed: the first entry that has addresses.
   */
  Optional<AgentFamily> family() {
    return goalState.stream()
        .flatMap(wanted -> wanted.agentFamilies().stream())
        .filter(family -> family.name().equals(rules.family()) && !family.manifests().isEmpty())
        .findFirst();
  }

  /** Why the owner does not want a version; empty if it may be taken. */
  Optional<String> objection(FlexibleVersion version) {
    Optional<String> pinned =
        Optional.ofNullable(fixed.versions().get(agent.feature()))
            .filter(pin -> !pin.equals(version.toString()))
            .map(pin -> agent.feature() + " is pinned to " + pin);
    return pinned.isPresent() ? pinned : rules.objection(version);
  }

  String goalStateId() {
    return goalState.map(ExtensionsGoalState::id).orElse("unknown");
  }
}
