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
  private static final Duration SHORT = Duration.ofMinutes(2);

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
  void add(StepName name, int code, Action action, StepName... buildsOn) {
    add(name, code, SHORT, done(action), buildsOn);
  }

  private static Step.Doing done(Action action) {
    return () -> {
      action.run();
      return Outcome.done();
    };
  }

  /** Adds a step that says what came of it. */
  void add(StepName name, int code, Duration limit, Step.Doing doing, StepName... buildsOn) {
    add(
        name,
        code,
        limit,
        doing,
        Stream.of(buildsOn).filter(this::has).map(StepName::says).toList());
  }

  private void add(
      StepName name, int code, Duration limit, Step.Doing doing, List<String> buildsOn) {
    if (!journal.isDone(name.key())) {
      changes.add(new Step(name, code, journal, doing, buildsOn, Optional.of(limit)));
    }
  }

  /** Adds a step that builds on all before it. */
  void addLast(StepName name, int code, Action action) {
    List<String> all = changes.stream().map(Change::id).toList();
    add(name, code, SHORT, done(action), all);
  }

  private boolean has(StepName name) {
    return changes.stream().anyMatch(change -> change.id().equals(name.says()));
  }

  /** Whether a step is part of the plan, or was made by an earlier one. */
  boolean hasOrDid(StepName name) {
    return has(name) || journal.isDone(name.key());
  }

  /** The steps to make. */
  public List<Change> changes() {
    return List.copyOf(changes);
  }
}
