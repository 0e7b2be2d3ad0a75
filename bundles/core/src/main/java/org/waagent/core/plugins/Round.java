// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.plugins;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.waagent.core.loop.Causes;
import org.waagent.plugin.Change;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Plan;

/** One plan being applied: what each change came to, and what that makes of the whole. */
public final class Round {
  private final Plan plan;
  private final Watcher watcher;
  private final List<Outcome> outcomes = new ArrayList<>();
  private final Set<String> notDone = new HashSet<>();

  /** Is told what goes on. */
  public interface Watcher {
    void begins(Change change);

    void ended(Change change, Outcome outcome);

    void skipped(Change change, String missing);

    /** Whether nobody wants the rest any more. */
    boolean isOver();
  }

  public Round(Plan plan, Watcher watcher) {
    this.plan = plan;
    this.watcher = watcher;
  }

  /** Makes the changes in order; one that builds on a change that is not done is left out. */
  public Outcome apply() {
    for (Change change : plan.changes()) {
      if (watcher.isOver()) {
        break;
      }
      String missing = missing(change);
      if (missing == null) {
        one(change);
      } else {
        notDone.add(change.id());
        watcher.skipped(change, missing);
      }
    }
    return whole();
  }

  private String missing(Change change) {
    for (String needed : change.buildsOn()) {
      if (notDone.contains(needed)) {
        return needed;
      }
    }
    return null;
  }

  private void one(Change change) {
    watcher.begins(change);
    Outcome outcome = outcome(change);
    outcomes.add(outcome);
    if (!(outcome instanceof Outcome.Done)) {
      notDone.add(change.id());
    }
    watcher.ended(change, outcome);
  }

  private static Outcome outcome(Change change) {
    try {
      Outcome outcome = change.apply();
      return outcome == null ? unexpected(change.id() + " returned nothing") : outcome;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unexpected(change.id() + " was interrupted");
    } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
      return unexpected(change.id() + ": " + Causes.text(e));
    }
  }

  private static Outcome unexpected(String text) {
    return new Outcome.Failed(Outcome.Failed.UNEXPECTED, text);
  }

  private Outcome whole() {
    Outcome.RetryLater retry = null;
    Outcome.Running running = null;
    for (Outcome outcome : outcomes) {
      if (outcome instanceof Outcome.Failed) {
        return outcome;
      } else if (outcome instanceof Outcome.RetryLater later) {
        retry = retry == null || later.when().isBefore(retry.when()) ? later : retry;
      } else if (outcome instanceof Outcome.Running on) {
        running = running == null || on.deadline().isBefore(running.deadline()) ? on : running;
      }
    }
    if (retry != null) {
      return retry;
    }
    return running != null ? running : plan.settled();
  }

  /** The earliest time an outcome named, also one that a failure of another change outweighs. */
  Optional<Instant> again() {
    Optional<Instant> earliest = time(plan.settled());
    for (Outcome outcome : outcomes) {
      Optional<Instant> time = time(outcome);
      if (time.isPresent() && (earliest.isEmpty() || time.get().isBefore(earliest.get()))) {
        earliest = time;
      }
    }
    return earliest;
  }

  private static Optional<Instant> time(Outcome outcome) {
    if (outcome instanceof Outcome.RetryLater later) {
      return Optional.of(later.when());
    }
    if (outcome instanceof Outcome.Running on) {
      return Optional.of(on.deadline());
    }
    return Optional.empty();
  }
}
