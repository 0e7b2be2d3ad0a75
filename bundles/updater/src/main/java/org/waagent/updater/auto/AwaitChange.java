// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.auto;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.waagent.plugin.Change;
import org.waagent.plugin.Outcome;
import org.waagent.updater.State;

/** Waits for an update that is under way, whoever began it. */
final class AwaitChange implements Change {
  private static final Duration LIMIT = Duration.ofMinutes(15);

  /** One that goes on has this bundle replaced next, or is stuck: neither is waited for at once. */
  private static final Duration AGAIN = Duration.ofSeconds(30);

  private final UpdateChange.Tools tools;
  private final Runnable over;

  /**
   * @param over is told when it is over
   */
  AwaitChange(UpdateChange.Tools tools, Runnable over) {
    this.tools = tools;
    this.over = over;
  }

  @Override
  public String id() {
    return "wait for the update under way";
  }

  @Override
  public String description() {
    return tools.updates().state().underWay().map(UpdateChange::step).orElse(id());
  }

  @Override
  public Optional<Duration> limit() {
    return Optional.of(LIMIT);
  }

  @Override
  public Outcome apply() throws InterruptedException {
    State state = tools.updates().await(LIMIT);
    if (state.underWay().isPresent()) {
      Instant later = tools.clock().instant().plus(AGAIN);
      return new Outcome.RetryLater(UpdateChange.step(state.underWay().get()), later);
    }
    over.run();
    return Outcome.done();
  }
}
