// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.waagent.azurehost.GoalState;

/** The agent ends, in peace or not, and starts again. */
final class RestartTest {
  private static final String NAME = "Test.Restart";
  private static final String FULL = NAME + "-1.0.0";

  @RegisterExtension private final Scene scene = new Scene();

  @Test
  @Tag("V3")
  void aRestartEnablesOnceMoreAndNeverInstalls() {
    scene.host().publish(GoalState.of(scene.handler(NAME).extension().settings("{}")));
    scene.agent().start();
    scene.awaitSuccess(NAME, 0);

    scene.agent().stop();
    scene.agent().start();
    scene.trace().await(3, Scene.PATIENCE);
    int reports = scene.host().statuses().size();
    Pause.until(
        "two more reports", Scene.PATIENCE, () -> scene.host().statuses().size() > reports + 1);

    assertThat(scene.trace().commands())
        .containsExactly(FULL + " install 0", FULL + " enable 0", FULL + " enable 0");
    assertThat(scene.host().lastStatus().orElseThrow().handler(NAME).hasSucceeded(0)).isTrue();
  }

  @Test
  void aCommandThatOutlivesAKilledAgentIsAdopted() {
    scene
        .host()
        .publish(
            GoalState.of(
                scene
                    .handler(NAME)
                    .on("install", "sleep 4; date > ../installed")
                    .extension()
                    .settings("{}")));
    scene.agent().start();
    scene.trace().await(FULL + " install 0", Scene.PATIENCE);
    scene.agent().kill();
    assertThat(scene.trace().shells()).as("the install goes on alone").hasSize(1);

    scene.agent().start();
    scene.awaitSuccess(NAME, 0);

    assertThat(scene.lib("installed")).isRegularFile();
    assertThat(scene.trace().commands()).containsExactly(FULL + " install 0", FULL + " enable 0");
  }

  @Test
  void theResultOfACommandThatEndedWithoutAnAgentIsRead() {
    scene
        .host()
        .publish(
            GoalState.of(scene.handler(NAME).on("install", "sleep 1").extension().settings("{}")));
    scene.agent().start();
    scene.trace().await(FULL + " install 0", Scene.PATIENCE);
    scene.agent().kill();
    Pause.until("the install ends", Scene.PATIENCE, () -> scene.trace().shells().isEmpty());

    scene.agent().start();
    scene.awaitSuccess(NAME, 0);

    assertThat(scene.trace().commands()).containsExactly(FULL + " install 0", FULL + " enable 0");
  }

  @Test
  void aKilledAgentStartsAgainWhereItWas() {
    scene.host().publish(GoalState.of(scene.handler(NAME).extension().settings("{}")));
    scene.agent().start();
    scene.awaitSuccess(NAME, 0);

    scene.agent().kill();
    scene.agent().start();
    scene.trace().await(3, Scene.PATIENCE);

    assertThat(scene.trace().commands())
        .containsExactly(FULL + " install 0", FULL + " enable 0", FULL + " enable 0");
  }
}
