// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.waagent.plugin.Change;
import org.waagent.plugin.Outcome;

/**
 * A change with what follows it.
 *
 * @param next looks for that when somebody asks
 */
record Announced(Change change, Callable<List<Change>> next) implements Change {
  Announced {
    requireNonNull(change, "change");
    requireNonNull(next, "next");
  }

  @Override
  public String id() {
    return change.id();
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
    return change.apply();
  }
}
