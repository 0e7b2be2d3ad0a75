// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.verb;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.waagent.plugin.Outcome;
import org.waagent.updater.Origin;
import org.waagent.updater.State;
import org.waagent.updater.Step;
import org.waagent.updater.Updates;

/** Goes through states it is given, one for each time it is waited for. */
final class FakeUpdates implements Updates {
  static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  final List<String> asked = new ArrayList<>();
  final Deque<State> states = new ArrayDeque<>();
  final Set<Path> refused = new HashSet<>();
  boolean rests;
  Outcome outcome = new Outcome.Running("update", NOW);
  private State state = state(Optional.empty(), List.of());

  static State state(Optional<State.UnderWay> underWay, List<State.Past> history) {
    return new State(
        "0123456789abcdef",
        "0123456789abcdef",
        Optional.of("installed"),
        Optional.empty(),
        "",
        List.of(
            new State.Installed("standard", "3.0.0", "agent"),
            new State.Installed("acme", "1.0.0", "partner")),
        underWay,
        history);
  }

  static State in(Step step) {
    return state(
        Optional.of(new State.UnderWay("1", Origin.COMMAND, "acme-1.1.0", "fedc", step, NOW, 1)),
        List.of());
  }

  static State ended(Step step, String reason) {
    return state(
        Optional.empty(),
        List.of(
            new State.Past("1", Origin.COMMAND, "acme-1.1.0", "0123", "fedc", NOW, step, reason)));
  }

  private Outcome ask(String what) {
    asked.add(what);
    state = states.isEmpty() ? state : states.remove();
    return outcome;
  }

  @Override
  public Outcome update(Path archive, Origin origin) {
    Outcome asked = ask("update " + archive + " " + origin);
    return refused.contains(archive) ? new Outcome.Failed(2, "it may not be installed") : asked;
  }

  @Override
  public Outcome remove(String feature, Origin origin) {
    return ask("remove " + feature + " " + origin);
  }

  @Override
  public Outcome rollBack(Origin origin) {
    return ask("rollback " + origin);
  }

  @Override
  public Outcome refuse(String what, Step step, String why, Origin origin) {
    asked.add("refuse " + what + " " + step + " " + origin + ": " + why);
    return new Outcome.Failed(step.code(), why);
  }

  @Override
  public boolean rests() {
    return rests;
  }

  @Override
  public State state() {
    return state;
  }

  @Override
  public State await(Duration most) {
    state = states.isEmpty() ? state : states.remove();
    return state;
  }
}
