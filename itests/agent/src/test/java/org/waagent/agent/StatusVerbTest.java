// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.waagent.agent.Agent.Answer;
import org.waagent.azurehost.GoalState;

/** {@code waagent status}, with a daemon and without. */
final class StatusVerbTest {
  private static final String NAME = "Test.Status";
  private static final int FAILED = 1;
  private static final int USAGE = 2;
  private static final int NOT_SETTLED = 3;
  private static final int NO_DAEMON = 4;

  @RegisterExtension private final Scene scene = new Scene();

  @Test
  void tellsPeopleWhatTheAgentDoes() {
    start(scene.handler(NAME));
    scene.awaitSuccess(NAME, 0);

    Answer answer = scene.agent().run("status", "--wait=20");

    assertThat(answer.code()).isZero();
    assertThat(answer.err()).isEmpty();
    assertThat(answer.out())
        .contains("incarnation_2", NAME + " 1.0.0: Ready", "settings 0: success", "accepted");
  }

  @Test
  void tellsProgramsTheSame() {
    start(scene.handler(NAME));
    scene.awaitSuccess(NAME, 0);

    Answer answer = scene.agent().run("status", "--json", "--wait=20");

    assertThat(answer.code()).isZero();
    JsonObject json = JsonParser.parseString(answer.out()).getAsJsonObject();
    assertThat(json.get("settled").getAsBoolean()).isTrue();
    assertThat(json.get("failed").getAsBoolean()).isFalse();
    JsonObject handler = json.getAsJsonArray("handlers").get(0).getAsJsonObject();
    assertThat(handler.get("name").getAsString()).isEqualTo(NAME);
    assertThat(json.getAsJsonObject("goalState").get("id").getAsString())
        .isEqualTo("incarnation_2");
  }

  @Test
  void waitsUntilTheGoalStateIsSettled() {
    start(scene.handler(NAME).on("install", "sleep 3"));
    scene.trace().await(1, Scene.PATIENCE);

    Answer answer = scene.agent().run("status", "--wait");

    assertThat(answer.code()).isZero();
    assertThat(answer.out()).contains(NAME + " 1.0.0: Ready");
    assertThat(scene.trace().commands()).hasSize(2);
  }

  @Test
  void givesUpWaitingWithACodeOfItsOwnAndTellsTheCommandAndItsLimit() {
    start(scene.handler(NAME).on("install", "sleep 30"));
    scene.trace().await(1, Scene.PATIENCE);

    Answer answer = scene.agent().run("status", "--wait=1");

    assertThat(answer.code()).isEqualTo(NOT_SETTLED);
    assertThat(answer.out()).contains("install", "given up in ");
  }

  @Test
  void aFailureIsInTheExitCode() {
    start(scene.handler(NAME).on("install", "exit 3"));
    scene.host().awaitStatus(s -> s.handler(NAME).code() == 1007, Scene.PATIENCE);

    Answer answer = scene.agent().run("status", "--wait=20");

    assertThat(answer.code()).isEqualTo(FAILED);
    assertThat(answer.out()).contains(NAME + " 1.0.0: NotReady (1007)");
  }

  @Test
  void withoutADaemonTheLastStateIsShownWithACodeOfItsOwn() {
    start(scene.handler(NAME));
    scene.awaitSuccess(NAME, 0);
    scene.agent().stop();

    Answer text = scene.agent().run("status");
    assertThat(text.code()).isEqualTo(NO_DAEMON);
    assertThat(text.err()).contains("no agent is running");
    assertThat(text.out()).contains(NAME + " 1.0.0: Ready");

    Answer json = scene.agent().run("status", "--json");
    assertThat(json.code()).isEqualTo(NO_DAEMON);
    assertThat(JsonParser.parseString(json.out()).isJsonObject()).isTrue();
    assertThat(scene.trace().commands()).as("asking runs nothing").hasSize(2);
  }

  @Test
  void afterAKillTheLastStateIsShownAsWell() {
    start(scene.handler(NAME));
    scene.awaitSuccess(NAME, 0);
    scene.agent().kill();

    assertThat(scene.agent().run("status").code()).isEqualTo(NO_DAEMON);
  }

  @Test
  void withoutAnyStateItSaysSo() {
    Answer answer = scene.agent().run("status");

    assertThat(answer.code()).isEqualTo(NO_DAEMON);
    assertThat(answer.out()).isEmpty();
    assertThat(answer.err()).contains("no agent is running");
    assertThat(scene.agent().run("status", "--nonsense").code()).isEqualTo(USAGE);
  }

  private void start(ShellHandler handler) {
    scene.host().publish(GoalState.of(handler.extension().settings("{}")));
    scene.agent().start();
  }
}
