// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.auto;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.osgi.service.log.Logger;
import org.waagent.host.HostException;
import org.waagent.os.Clock;
import org.waagent.plugin.Change;
import org.waagent.plugin.Outcome;
import org.waagent.updater.Origin;
import org.waagent.updater.State;
import org.waagent.updater.Step;
import org.waagent.updater.Updates;

/** One update: fetch, then hand over, then tell what came of it. */
final class UpdateChange implements Change {
  private static final Duration FETCH_LIMIT = Duration.ofMinutes(5);
  private static final Duration UPDATE_LIMIT = Duration.ofMinutes(15);

  private final Decision.Update update;
  private final Inputs in;
  private final Tools tools;
  private final Runnable over;
  private volatile boolean fetched;

  /** What it works with. */
  record Tools(Fetching fetching, Updates updates, MemoryFile memory, Clock clock, Logger logger) {}

  /**
   * @param over is told when something came of it
   */
  UpdateChange(Decision.Update update, Inputs in, Tools tools, Runnable over) {
    this.update = update;
    this.in = in;
    this.tools = tools;
    this.over = over;
  }

  @Override
  public String id() {
    return "update to " + update.release().name();
  }

  @Override
  public String description() {
    return fetched
        ? tools.updates().state().underWay().map(UpdateChange::step).orElse(id())
        : id() + ": " + Step.FETCH.running();
  }

  static String step(State.UnderWay work) {
    return "update to " + work.what() + ": " + work.step().running();
  }

  @Override
  public Optional<Duration> limit() {
    return Optional.of(FETCH_LIMIT.plus(UPDATE_LIMIT));
  }

  @Override
  public Outcome apply() throws Exception {
    Outcome outcome = update();
    over.run();
    return outcome;
  }

  private Outcome update() throws IOException, InterruptedException {
    Release release = update.release();
    tools.logger().info("{}", update.announcement());
    Memory begun = begun(in.memory());
    Path archive;
    try {
      archive = tools.fetching().archive(release);
    } catch (HostException e) {
      String error = Step.FETCH.failed() + ": " + e.getMessage();
      // Nothing was tried yet: only this goal state is done with it.
      tools.memory().write(noted(in.memory(), begun).failed(error));
      return failed(begun.failed(error));
    }
    fetched = true;
    try {
      // On disk before it begins: a crash must not make an attempt one that never was.
      tools.memory().write(begun);
      tools.logger().info("{}", farewell());
      return ended(tools.updates().update(archive, Origin.AUTO), begun);
    } finally {
      tools.fetching().remove();
    }
  }

  private Memory begun(Memory memory) {
    Release release = update.release();
    Memory.Tried tried =
        new Memory.Tried(release.version().toString(), in.occasion(), tools.clock().instant(), "");
    Memory counted = memory.trying(tried);
    return update.down()
        ? counted.settingAside(
            in.agent().version(), "the release manager went down to " + release.version())
        : counted;
  }

  private static Memory noted(Memory memory, Memory begun) {
    return new Memory(
        memory.lookedAt(), Optional.empty(), begun.tried(), memory.attempts(), memory.setAside());
  }

  private String farewell() {
    return "Current Agent WALinuxAgent-"
        + in.agent().version()
        + " completed all update checks, going to "
        + (update.down() ? "downgrade" : "upgrade")
        + " to the new Agent version "
        + update.release().version();
  }

  private Outcome ended(Outcome outcome, Memory begun) throws IOException, InterruptedException {
    if (outcome instanceof Outcome.Failed failed) {
      Memory known = begun.failed(failed.text());
      tools.memory().write(known);
      return failed(known);
    }
    if (outcome instanceof Outcome.RetryLater) {
      // Another update is under way: this one was not begun.
      tools.memory().write(in.memory());
      return outcome;
    }
    if (!(outcome instanceof Outcome.Running)) {
      return outcome;
    }
    State state = tools.updates().await(UPDATE_LIMIT);
    if (state.underWay().isPresent()) {
      // Who plans next waits for it.
      return Outcome.done();
    }
    Memory known = begun.explained(state);
    String error = known.tried().map(Memory.Tried::error).orElse("");
    if (error.isEmpty()) {
      return Outcome.done();
    }
    tools.memory().write(known);
    return failed(known);
  }

  private static Outcome failed(Memory known) {
    return new Outcome.Failed(Refusal.TRIED.code(), known.tried().orElseThrow().text());
  }
}
