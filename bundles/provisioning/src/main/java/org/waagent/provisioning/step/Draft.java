// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.step;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.waagent.plugin.Change;
import org.waagent.plugin.Outcome;
import org.waagent.provisioning.ssh.KeyException;
import org.waagent.provisioning.state.Steps;

/** A plan in the making: steps the journal knows as done are left out. */
public final class Draft {
  private final Steps journal;
  private final List<Change> changes = new ArrayList<>();

  public Draft(Steps journal) {
    this.journal = journal;
  }

  Steps journal() {
    return journal;
  }

  /** What short steps do. */
  @FunctionalInterface
  interface Action {
    void run() throws IOException, KeyException, InterruptedException;
  }

  /** Adds a step that is done when its action returns. */
  void add(String id, int code, Action action, String... buildsOn) {
    add(id, code, Duration.ofMinutes(2), done(action), buildsOn);
  }

  private static Step.Doing done(Action action) {
    return () -> {
      action.run();
      return Outcome.done();
    };
  }

  /** Adds a step that says what came of it. */
  void add(String id, int code, Duration limit, Step.Doing doing, String... buildsOn) {
    if (!journal.isDone(id)) {
      List<String> needed = Stream.of(buildsOn).filter(this::has).toList();
      changes.add(new Step(id, code, journal, doing, needed, Optional.of(limit)));
    }
  }

  /** Adds a step that builds on all before it. */
  void addLast(String id, int code, Action action) {
    String[] all = changes.stream().map(Change::id).toArray(String[]::new);
    add(id, code, action, all);
  }

  private boolean has(String id) {
    return changes.stream().anyMatch(change -> change.id().equals(id));
  }

  /** Whether a step is part of the plan, or was made by an earlier one. */
  boolean hasOrDid(String id) {
    return has(id) || journal.isDone(id);
  }

  /** The steps to make. */
  public List<Change> changes() {
    return List.copyOf(changes);
  }
}
