// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.auto;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.waagent.goalstate.FlexibleVersion;
import org.waagent.updater.Origin;
import org.waagent.updater.State;

/**
 * What is remembered over restarts of the agent.
 *
 * @param lookedAt when the feed was last asked, with or without an answer; empty if never
 * @param planned the update that waits for its time; empty if none does
 * @param tried what was begun last; empty if nothing ever was
 * @param attempts how often an update was begun, by version as written
 * @param setAside versions that are not taken by the agent itself, each with the reason
 */
record Memory(
    Optional<Instant> lookedAt,
    Optional<Planned> planned,
    Optional<Tried> tried,
    Map<String, Integer> attempts,
    Map<String, String> setAside) {
  static final Memory NOTHING =
      new Memory(Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), Map.of());

  Memory {
    requireNonNull(lookedAt, "lookedAt");
    requireNonNull(planned, "planned");
    requireNonNull(tried, "tried");
    attempts = Map.copyOf(attempts);
    setAside = Map.copyOf(setAside);
  }

  /**
   * An update that waits for its time.
   *
   * @param version of the feature
   * @param kind how soon it is to be taken
   * @param at not before
   */
  record Planned(String version, Release.Kind kind, Instant at) {
    Planned {
      requireNonNull(version, "version");
      requireNonNull(kind, "kind");
      requireNonNull(at, "at");
    }

    /** Whether it leads to a version. */
    boolean leadsTo(FlexibleVersion other) {
      return FlexibleVersion.of(version).equals(other);
    }
  }

  /**
   * An update that was begun.
   *
   * @param version of the feature
   * @param occasion the start of the agent and the goal state it was for
   * @param at when
   * @param error why it came to nothing; empty text while that is not known
   */
  record Tried(String version, String occasion, Instant at, String error) {
    Tried {
      requireNonNull(version, "version");
      requireNonNull(occasion, "occasion");
      requireNonNull(at, "at");
      requireNonNull(error, "error");
    }

    /** What came of it, for people. */
    String text() {
      return "version " + version + ": " + (error.isEmpty() ? "no reason is known" : error);
    }

    boolean ledTo(FlexibleVersion other) {
      return FlexibleVersion.of(version).equals(other);
    }
  }

  /** What was begun last, if that was an update to this version. */
  Optional<Tried> tried(FlexibleVersion version) {
    return tried.filter(one -> one.ledTo(version));
  }

  /** How often an update to a version was begun. */
  int attempts(FlexibleVersion version) {
    return attempts.getOrDefault(version.toString(), 0);
  }

  boolean isSetAside(FlexibleVersion version) {
    return setAside.keySet().stream().anyMatch(one -> FlexibleVersion.of(one).equals(version));
  }

  Memory looked(Instant now) {
    return new Memory(Optional.of(now), planned, tried, attempts, setAside);
  }

  Memory planning(Optional<Planned> plan) {
    return new Memory(lookedAt, plan, tried, attempts, setAside);
  }

  /** An update to a version is about to begin; one that was set aside no longer is. */
  Memory trying(Tried attempt) {
    Map<String, Integer> counted = new TreeMap<>(attempts);
    counted.merge(attempt.version(), 1, Integer::sum);
    Map<String, String> aside = new TreeMap<>(setAside);
    FlexibleVersion version = FlexibleVersion.of(attempt.version());
    aside.keySet().removeIf(one -> FlexibleVersion.of(one).equals(version));
    return new Memory(lookedAt, Optional.empty(), Optional.of(attempt), counted, aside);
  }

  Memory failed(String error) {
    Optional<Tried> told =
        tried.map(one -> new Tried(one.version(), one.occasion(), one.at(), error));
    return new Memory(lookedAt, planned, told, attempts, setAside);
  }

  /** The same with the reason why what was begun came to nothing, if history has it. */
  Memory explained(State state) {
    if (tried.isEmpty() || !tried.get().error().isEmpty()) {
      return this;
    }
    Instant begun = tried.get().at();
    return state.history().stream()
        .filter(past -> past.origin() == Origin.AUTO && !past.ended().isBefore(begun))
        .filter(past -> past.what().endsWith("-" + tried.get().version()) && !past.isGood())
        .findFirst()
        .map(past -> failed(past.step().failed() + ": " + past.reason()))
        .orElse(this);
  }

  /** The same with versions set aside that ran, until somebody went back from them. */
  Memory left(State state, Inputs.Agent agent) {
    Memory known = this;
    for (State.Past past : state.history()) {
      String version = past.what().substring(past.what().lastIndexOf('-') + 1);
      if (past.isGood()
          && past.what().equals(agent.feature() + "-" + version)
          && FlexibleVersion.isValid(version)
          && FlexibleVersion.of(version).compareTo(agent.version()) > 0) {
        known = known.settingAside(FlexibleVersion.of(version), "it ran, and somebody went back");
      }
    }
    return known;
  }

  Memory settingAside(FlexibleVersion version, String reason) {
    Map<String, String> aside = new TreeMap<>(setAside);
    aside.put(version.toString(), reason);
    return new Memory(lookedAt, planned, tried, attempts, aside);
  }
}
