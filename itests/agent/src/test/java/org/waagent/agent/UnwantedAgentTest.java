// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.waagent.agent.Agent.Answer;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.HealthReport;
import org.waagent.azurehost.Route;

/** A machine that was provisioned without a guest agent. */
@Tag("V19")
final class UnwantedAgentTest {
  private static final String NAME = "Test.Unwanted";
  private static final Duration QUIET = Duration.ofSeconds(5);

  @RegisterExtension private final Scene scene = new Scene();

  @Test
  void runsNoExtensionAndReportsNoStatusUntilTheFileIsGone() throws Exception {
    Path file = scene.lib("disable_agent");
    Files.createDirectories(file.getParent());
    Files.createFile(file);
    scene.host().publish(GoalState.of(scene.handler(NAME).extension().settings("{}")));

    scene.agent().start();
    scene.host().awaitHealth(HealthReport::isReady, Scene.PATIENCE);
    Answer status = scene.agent().run("status", "--wait=60");
    long polls = scene.host().count(Route.GOAL_STATE);
    Pause.of(QUIET);

    assertThat(scene.agent().log().lines())
        .filteredOn(line -> line.contains(" WARNING "))
        .singleElement()
        .asString()
        .endsWith(
            "Disabling the guest agent by sleeping forever; to re-enable, remove "
                + file
                + " and restart");
    assertThat(scene.host().statuses()).isEmpty();
    assertThat(scene.host().count(Route.GOAL_STATE)).as("nobody asks any more").isEqualTo(polls);
    assertThat(scene.trace().commands()).isEmpty();
    assertThat(scene.agent().libNames()).doesNotContain(NAME + "-1.0.0");
    assertThat(status.code()).isZero();
    assertThat(status.out()).contains("rests, as " + file + " says", "restart the agent");
    assertThat(scene.agent().run("doctor").out()).contains(file + " is there", "delete the file");

    assertThat(scene.agent().stop().code()).isZero();
    Files.delete(file);
    scene.agent().start();
    scene.awaitSuccess(NAME, 0);
    assertThat(scene.agent().run("doctor").out()).contains("there is no " + file);
  }
}
