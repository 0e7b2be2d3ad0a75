// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waagent.extension.Goals.handler;
import static org.waagent.extension.Goals.settings;
import static org.waagent.goalstate.RequestedState.ENABLED;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.goalstate.ExtensionsGoalState;
import org.waagent.goalstate.Handler;
import org.waagent.plugin.Change;
import org.waagent.plugin.Plan;
import org.waagent.plugin.Status;

/** Waiting for dependencies ends in time however often the agent starts anew. */
@Timeout(120)
class DeadlineTest {
  private static final String LATE =
      "Dependent Extension Acme.A-1.0.0 did not reach a terminal state within the allowed"
          + " timeout. Last status was transitioning";
  private static final Duration STEP = Duration.ofSeconds(30);

  private Agent agent;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    agent = new Agent(folder);
    agent.publish("Acme.A", "1.0.0");
    agent.publish("Acme.B", "2.0.0");
    says("transitioning");
  }

  private void says(String state) throws IOException {
    agent.behaviour(
        "enable",
        "1.0.0",
        "echo '[{\"status\": {\"status\": \"" + state + "\"}}]' > status/0.status");
  }

  private static Handler at(int level, String name, String version) {
    return handler(name, version, ENABLED, settings(name, 0, ENABLED, level));
  }

  private static ExtensionsGoalState goal(int number) {
    return Goals.extensions(
        number, false, List.of(), at(1, "Acme.A", "1.0.0"), at(2, "Acme.B", "2.0.0"));
  }

  /** Processes aside until it waits for the first extension. */
  private Thread waiting(int number) throws Exception {
    Plan plan = agent.plan(goal(number));
    Change process =
        plan.changes().stream().filter(c -> c.id().startsWith("process ")).findAny().orElseThrow();
    Thread lane = new Thread(() -> Agent.applyUntilStopped(plan));
    lane.start();
    Agent.until(() -> process.description().contains("waiting for Acme.A"));
    return lane;
  }

  private void stop(Thread lane) throws InterruptedException {
    lane.interrupt();
    lane.join();
    agent.start();
  }

  /** Lets time pass until the lane is through; how much it took, at most all. */
  private Duration untilOver(Thread lane, Duration most) throws Exception {
    Duration passed = Duration.ZERO;
    while (lane.isAlive() && passed.compareTo(most) < 0) {
      Agent.until(() -> !lane.isAlive() || agent.machine.clock().pending() > 0);
      agent.machine.clock().advance(STEP);
      passed = passed.plus(STEP);
      lane.join(20);
    }
    assertThat(lane.isAlive()).as("still waits after " + passed).isFalse();
    return passed;
  }

  private Status dependent() {
    return agent.statuses().stream()
        .filter(s -> s.name().equals("Acme.B"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  @Tag("D35")
  void countsOnOverAStartOfTheAgent() throws Exception {
    Thread lane = waiting(1);
    agent.machine.clock().advance(Duration.ofMinutes(80));
    stop(lane);
    Duration passed = untilOver(waiting(1), Duration.ofMinutes(60));
    assertThat(passed).isGreaterThanOrEqualTo(Duration.ofMinutes(10));
    assertThat(dependent().message()).contains(LATE);
    assertThat(agent.calls())
        .containsExactly("install 1.0.0 0", "enable 1.0.0 0", "enable 1.0.0 0");
  }

  @Test
  void hasALittleMoreWhereItWentByWhileTheAgentWasAway() throws Exception {
    Thread lane = waiting(1);
    stop(lane);
    agent.machine.clock().advance(Duration.ofHours(5));
    Duration passed = untilOver(waiting(1), Duration.ofMinutes(60));
    assertThat(passed).isGreaterThanOrEqualTo(Duration.ofMinutes(15));
    assertThat(dependent().message()).contains(LATE);
  }

  @Test
  void whatSucceedsAfterALongAbsenceIsFollowedByItsDependents() throws Exception {
    Thread lane = waiting(1);
    stop(lane);
    agent.machine.clock().advance(Duration.ofHours(5));
    says("success");
    assertThat(Agent.apply(agent.plan(goal(1)))).isEmpty();
    assertThat(dependent().state()).isEqualTo("Ready");
  }

  @Test
  void beginsAfreshForANewGoalStateAndForOneThatWasProcessed() throws Exception {
    Thread lane = waiting(1);
    agent.machine.clock().advance(Duration.ofMinutes(80));
    stop(lane);
    lane = waiting(2);
    assertThat(untilOver(lane, Duration.ofMinutes(200)))
        .isGreaterThanOrEqualTo(Duration.ofMinutes(90));
    agent.start();
    assertThat(untilOver(waiting(2), Duration.ofMinutes(200)))
        .isGreaterThanOrEqualTo(Duration.ofMinutes(90));
  }
}
