// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.waagent.agent.Agent.Answer;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.HostOptions;
import org.waagent.azurehost.Route;

/** A host that is not there yet when the agent starts. */
final class LateHostTest {
  private static final String NAME = "Test.Late";
  private static final Duration LATE = Duration.ofSeconds(20);

  /** How often a host that was not found is looked for. */
  private static final Duration DETECTION = Duration.ofSeconds(10);

  @RegisterExtension
  private final Scene scene =
      new Scene(HostOptions.defaults().late(), "Extensions.GoalStatePeriod=6");

  @Test
  @Tag("D1")
  void isFoundWithinOneDetectionPeriod() {
    scene.host().publish(GoalState.of(scene.handler(NAME).extension().settings("{}")));
    scene.agent().start();
    Pause.of(LATE);
    Answer answer = scene.agent().run("status");
    assertThat(answer.out()).contains("last answer never", "no wire server found");

    scene.host().startListening();
    Instant there = Instant.now();
    Instant asked = scene.host().awaitRequests(Route.GOAL_STATE, 1, Scene.PATIENCE).get(0).time();
    scene.awaitSuccess(NAME, 0);

    Duration found = Duration.between(there, asked);
    Figures.tell("a late host was asked for its goal state after " + found.toMillis() + " ms");
    assertThat(found).isLessThan(DETECTION.plusSeconds(1));
  }
}
