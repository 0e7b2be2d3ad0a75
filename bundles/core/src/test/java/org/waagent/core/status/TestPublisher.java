// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.status;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.service.log.Logger;
import org.waagent.core.history.History;
import org.waagent.core.lane.HandLanes;
import org.waagent.core.lane.Lanes;
import org.waagent.core.loop.RunningAgent;
import org.waagent.core.loop.TestGoalStates;
import org.waagent.core.plugins.Plugins;
import org.waagent.goalstate.GoalState;
import org.waagent.host.StatusSink;
import org.waagent.machine.TestMachine;
import org.waagent.plugin.AgentStart;
import org.waagent.plugin.Wanted;

/**
 * Puts a publisher together for a test, which says only what it cares for. Otherwise it reports for
 * one goal state each six seconds, and nobody listens.
 */
final class TestPublisher {
  /** The data folder of the agent it works for. */
  static final Path LIB = Path.of("/lib");

  /** What it keeps of a report that was not accepted. */
  static final Path OUTBOX = LIB.resolve("state/core/outbox/report.json");

  private final TestMachine machine;
  private final Lanes lanes;
  private final Logger logger;
  private Supplier<Optional<GoalState>> newest = () -> Optional.of(TestGoalStates.of("1"));
  private Supplier<Duration> period = () -> Duration.ofSeconds(6);
  private Publishing.Listener listener = new Deaf();
  private Optional<History> history = Optional.empty();

  private TestPublisher(TestMachine machine, Lanes lanes, Logger logger) {
    this.machine = machine;
    this.lanes = lanes;
    this.logger = logger;
  }

  /** One whose time is moved by hand, on the thread of the test. */
  static TestPublisher on(TestMachine machine, HandLanes hand) {
    return new TestPublisher(machine, hand.lanes(), hand.log().logger());
  }

  /** One with threads as in the agent, on the machine's clock. */
  static TestPublisher withThreads(TestMachine machine) {
    Logger logger = machine.log().logger();
    return new TestPublisher(machine, new Lanes(machine.clock(), logger), logger);
  }

  /** The goal state it reports for. */
  TestPublisher newest(Supplier<Optional<GoalState>> goalState) {
    newest = goalState;
    return this;
  }

  /** Time from one report to the next. */
  TestPublisher period(Supplier<Duration> time) {
    period = time;
    return this;
  }

  /** Gets what concerns others. */
  TestPublisher listener(Publishing.Listener other) {
    listener = other;
    return this;
  }

  /** Gets copies, in place of one of its own. */
  TestPublisher history(History other) {
    history = Optional.of(other);
    return this;
  }

  /**
   * Plugins on its lanes.
   *
   * @param changed is called when the state of one of them changed
   */
  Plugins plugins(Runnable changed) {
    return new Plugins(lanes, Wanted.nothing(new AgentStart("s")), changed, logger);
  }

  /** Plugins on its lanes; nobody is told of changes. */
  Plugins plugins() {
    return plugins(() -> {});
  }

  StatusPublisher build(Plugins plugins, StatusSink sink) {
    History copies =
        history.orElseGet(() -> new History(LIB, machine.files(), lanes.clock(), logger));
    return new Publishing(
            plugins, newest, sink, machine.machine(), new RunningAgent("3.0.0"), logger, listener)
        .publisher(
            lanes,
            period,
            new Publishing.Disk(LIB.resolve("state/core"), machine.files(), copies),
            new Convergence(logger, summary -> {}));
  }

  private static final class Deaf implements Publishing.Listener {
    @Override
    public void blobMissing() {
      throw new AssertionError("there is one");
    }

    @Override
    public void changed() {
      // Nobody looks here.
    }

    @Override
    public void awake(Duration next) {
      // Nobody rides along.
    }
  }
}
