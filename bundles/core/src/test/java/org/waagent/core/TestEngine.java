// SPDX-License-Identifier: Apache-2.0
package org.waagent.core;

import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.osgi.service.log.Logger;
import org.waagent.core.lane.HandLanes;
import org.waagent.core.lane.Lanes;
import org.waagent.core.loop.RunningAgent;
import org.waagent.core.timeline.Timeline;
import org.waagent.machine.TestMachine;
import org.waagent.plugin.AgentStart;

/**
 * Puts an engine together for a test, which says only what it cares for. Otherwise every condition
 * has an owner, every plugin is asked, and both periods are six seconds.
 */
final class TestEngine {
  private static final Duration PERIOD = Duration.ofSeconds(6);

  private final TestMachine machine;
  private final Lanes lanes;
  private final Logger logger;
  private final Host host;
  private RunningAgent agent = new RunningAgent("3.0.0");
  private UnaryOperator<Set<String>> owners = ids -> ids;
  private Consumer<String> published = id -> {};
  private Set<String> without = Set.of();
  private Duration initialPeriod = PERIOD;

  private TestEngine(TestMachine machine, Lanes lanes, Logger logger, Host host) {
    this.machine = machine;
    this.lanes = lanes;
    this.logger = logger;
    this.host = host;
  }

  /** One whose time is moved by hand. */
  static TestEngine on(TestMachine machine, HandLanes hand, Host host) {
    return new TestEngine(machine, hand.lanes(), hand.log().logger(), host);
  }

  /** One on lanes of the test's own; it logs where the machine does. */
  static TestEngine on(TestMachine machine, Lanes lanes, Host host) {
    return new TestEngine(machine, lanes, machine.log().logger(), host);
  }

  /** The agent as a whole, in place of one of version 3.0.0 without an updater. */
  TestEngine agent(RunningAgent whole) {
    agent = whole;
    return this;
  }

  /** Which of some conditions have an owner among the installed bundles. */
  TestEngine owners(UnaryOperator<Set<String>> declared) {
    owners = declared;
    return this;
  }

  /** Gets each condition that is published. */
  TestEngine publishing(Consumer<String> listener) {
    published = listener;
    return this;
  }

  /** Plugins that are not asked in this start. */
  TestEngine without(String... plugins) {
    without = Set.of(plugins);
    return this;
  }

  /** Time from poll to poll until the first goal state is settled. */
  TestEngine initialPeriod(Duration period) {
    initialPeriod = period;
    return this;
  }

  Engine build() {
    return new Engine(
        new Ports(
            machine.files(),
            machine.directories(),
            machine.machine(),
            lanes,
            logger,
            host,
            new AgentStart("start"),
            agent,
            owners,
            published,
            line -> {},
            Timeline.plain(lanes.clock()),
            without),
        new ExtensionsConfig.Periods(PERIOD, initialPeriod));
  }
}
