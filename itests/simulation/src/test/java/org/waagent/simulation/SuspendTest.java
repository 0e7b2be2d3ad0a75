// SPDX-License-Identifier: Apache-2.0
package org.waagent.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.agent.ShellHandler;
import org.waagent.agent.Trace;
import org.waagent.azurehost.AzureHost;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.Route;
import org.waagent.azurehost.StatusDocument;

/** The machine's time jumps, and the agent goes on as if nothing had happened. */
final class SuspendTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  // Of ten, one may lie just outside.
  private static final int OF_A_MINUTE = 9;

  @Test
  void goesOnAtOnceAfterThreeDaysOfSleep(@TempDir Path folder) throws Exception {
    goesOnAfter(Duration.ofDays(3), folder);
  }

  @Test
  void goesOnAtOnceWhenTheMachinesTimeIsSetBack(@TempDir Path folder) throws Exception {
    goesOnAfter(Duration.ofHours(-1), folder);
  }

  private static void goesOnAfter(Duration jump, Path folder) throws Exception {
    ShellHandler hello = ShellHandler.named("Sim.Hello", new Trace(folder.resolve("trace")));
    GoalState first = GoalState.of(hello.extension().settings("{}").sequenceNumber(0));
    try (AzureHost host = AzureHost.start(first);
        SimulatedAgent agent = SimulatedAgent.start(folder, host.confLines())) {
      agent.pass(MINUTE);
      StatusDocument before = host.lastStatus().orElseThrow();
      assertThat(before.handler("Sim.Hello").hasSucceeded(0)).as("%s", before).isTrue();
      long polls = host.count(Route.GOAL_STATE);
      long statuses = host.statusCount();

      agent.jump(jump);
      agent.pass(MINUTE);

      assertThat(host.count(Route.GOAL_STATE) - polls)
          .as("polls")
          .isGreaterThanOrEqualTo(OF_A_MINUTE);
      assertThat(host.statusCount() - statuses).as("statuses").isGreaterThanOrEqualTo(OF_A_MINUTE);
      assertThat(Duration.between(time(before), time(host.lastStatus().orElseThrow())))
          .isBetween(jump.plusSeconds(40), jump.plusSeconds(80));

      host.publish(GoalState.of(hello.extension().settings("{}").sequenceNumber(1)));
      agent.pass(MINUTE);
      StatusDocument after = host.lastStatus().orElseThrow();
      assertThat(after.handler("Sim.Hello").hasSucceeded(1)).as("%s", after).isTrue();
      assertThat(host.violations()).as("what Azure would not have taken").isEmpty();
      assertThat(agent.agent().run("status").code()).isZero();
    }
  }

  private static Instant time(StatusDocument status) {
    return Instant.parse(status.json().get("timestampUTC").getAsString());
  }
}
