// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.plugins;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.waagent.plugin.Change;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Wanted;

/**
 * How it goes with one plugin. A value: whoever reads it never waits for the plugin.
 *
 * @param outcome of the last round; empty before the first ended
 * @param since when that outcome was first returned
 * @param work what runs now; empty between rounds
 * @param next when it is planned again without another reason; empty if never
 * @param why what the last round was for
 * @param settledFor what was wanted in the last round that ended; empty before the first
 * @param failures how many rounds in a row failed
 */
public record PluginState(
    Optional<Outcome> outcome,
    Optional<Instant> since,
    Optional<Work> work,
    Optional<Instant> next,
    String why,
    Optional<Wanted> settledFor,
    int failures) {
  static final PluginState NONE =
      new PluginState(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          "",
          Optional.empty(),
          0);

  public PluginState {
    requireNonNull(outcome, "outcome");
    requireNonNull(since, "since");
    requireNonNull(work, "work");
    requireNonNull(next, "next");
    requireNonNull(why, "why");
    requireNonNull(settledFor, "settledFor");
  }

  /** Whether the last outcome stands until somebody does something. */
  public boolean isFinal() {
    return outcome.isPresent()
        && !(outcome.get() instanceof Outcome.Running)
        && !(outcome.get() instanceof Outcome.RetryLater);
  }

  PluginState planning(String reason, Instant now) {
    Work plan = new Work("plan", now, Optional.empty());
    return new PluginState(
        outcome, since, Optional.of(plan), Optional.empty(), reason, settledFor, failures);
  }

  PluginState applying(Change change, Instant now) {
    Work apply = new Work(change.description(), now, change.limit());
    return new PluginState(outcome, since, Optional.of(apply), next, why, settledFor, failures);
  }

  /** The same with what a change says now of what it does. */
  PluginState telling(Change change) {
    if (work.isEmpty()) {
      return this;
    }
    Work told = new Work(change.description(), work.get().since(), work.get().limit());
    return new PluginState(outcome, since, Optional.of(told), next, why, settledFor, failures);
  }

  PluginState ended(Outcome result, Optional<Instant> again, Wanted wanted, Instant now) {
    boolean same = outcome.isPresent() && outcome.get().equals(result);
    return new PluginState(
        Optional.of(result),
        same ? since : Optional.of(now),
        Optional.empty(),
        again,
        why,
        Optional.of(wanted),
        result instanceof Outcome.Failed ? failures + 1 : 0);
  }

  /**
   * What a plugin does now.
   *
   * @param what {@code plan} or the description of a change
   * @param since when it began
   * @param limit how long it may take; empty where the change names none
   */
  public record Work(String what, Instant since, Optional<Duration> limit) {
    public Work {
      requireNonNull(what, "what");
      requireNonNull(since, "since");
      requireNonNull(limit, "limit");
    }
  }
}
