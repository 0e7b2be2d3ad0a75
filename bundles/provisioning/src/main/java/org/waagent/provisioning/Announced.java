// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.waagent.plugin.Change;
import org.waagent.plugin.Outcome;

/**
 * A change with what follows it.
 *
 * @param next looks for that when somebody asks
 * @param failed hears of its failure
 */
record Announced(Change change, Callable<List<Change>> next, Consumer<Outcome.Failed> failed)
    implements Change {
  Announced {
    requireNonNull(change, "change");
    requireNonNull(next, "next");
    requireNonNull(failed, "failed");
  }

  /** One that nothing is known to follow. */
  static Announced last(Change change, Consumer<Outcome.Failed> failed) {
    return new Announced(change, List::of, failed);
  }

  @Override
  public String id() {
    return change.id();
  }

  @Override
  public String description() {
    return change.description();
  }

  @Override
  public List<String> buildsOn() {
    return change.buildsOn();
  }

  @Override
  public Optional<Duration> limit() {
    return change.limit();
  }

  @Override
  public List<Change> leadsTo() throws Exception {
    return next.call();
  }

  @Override
  public Outcome apply() throws Exception {
    Outcome outcome = change.apply();
    if (outcome instanceof Outcome.Failed told) {
      failed.accept(told);
    }
    return outcome;
  }
}
