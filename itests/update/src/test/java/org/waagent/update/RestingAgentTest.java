// SPDX-License-Identifier: Apache-2.0
package org.waagent.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.waagent.agent.Agent;
import org.waagent.agent.Pause;
import org.waagent.azurehost.HealthReport;

/** Updates on a machine where the agent rests, so that no status is ever accepted. */
final class RestingAgentTest {
  private static final int NOT_NOW = 12;

  @RegisterExtension private final UpdateScene scene = new UpdateScene();

  private Path marker;

  @BeforeEach
  void wantNoAgent() throws Exception {
    marker = scene.lib("disable_agent");
    Files.createDirectories(marker.getParent());
    Files.createFile(marker);
  }

  private void wantOne() throws Exception {
    scene.agent().stop();
    Files.delete(marker);
  }

  @Test
  void nothingNewIsTakenUntilItWorksAgain() throws Exception {
    Path archive = scene.workshop().pack(scene.workshop().next("3.0.1", "telemetry"));
    scene.agent().start();
    scene.host().awaitHealth(HealthReport::isReady, UpdateScene.PATIENCE);

    Agent.Answer answer = scene.agent().run("features", "install", archive.toString(), "--yes");

    assertThat(answer.code()).as("%s", answer).isEqualTo(NOT_NOW);
    assertThat(answer.err()).contains("the agent rests until its next start");
    assertThat(scene.features().committed()).isEqualTo(Features.INSTALLED);
    wantOne();
    scene.started();
    scene.install(archive).isGood();
  }

  @Test
  void aSetThatWasStagedBeforeIsNoFailureForLackOfAStatus() throws Exception {
    Agent.Answer answer = scene.request(scene.workshop().next("3.0.1", "api", "telemetry"));
    assertThat(scene.features().staged()).as("%s", answer).isNotEmpty();

    scene.agent().start();

    Pause.until(
        "the set is judged", UpdateScene.PATIENCE, () -> !scene.features().history().isEmpty());
    scene.features().history().get(0).isGood();
    assertThat(scene.host().statuses()).isEmpty();
    wantOne();
    scene.started();
    scene.host().awaitStatus(s -> s.agentVersion().equals("3.0.1"), UpdateScene.PATIENCE);
  }
}
