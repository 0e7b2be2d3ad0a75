// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.waagent.azurehost.Extension;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.Route;
import org.waagent.azurehost.StatusDocument;

/** New settings for an extension that is there. */
final class SettingsChangeTest {
  private static final String NAME = "Test.Settings";

  @RegisterExtension private final Scene scene = new Scene();

  @Test
  @Tag("D24")
  @Tag("V2")
  void newSettingsAreOneEnableWithTheirNumber() throws Exception {
    Extension extension = scene.handler(NAME).extension().settings("{\"color\": \"blue\"}");
    scene.host().publish(GoalState.of(extension));
    scene.agent().start();
    scene.awaitSuccess(NAME, 0);

    scene
        .host()
        .publish(GoalState.of(extension.settings("{\"color\": \"red\"}").sequenceNumber(1)));
    StatusDocument status = scene.awaitSuccess(NAME, 1);

    assertThat(scene.trace().commands())
        .containsExactly(
            NAME + "-1.0.0 install 0", NAME + "-1.0.0 enable 0", NAME + "-1.0.0 enable 1");
    assertThat(scene.text(NAME + "-1.0.0", "config", "1.settings")).contains("\"color\": \"red\"");
    assertThat(status.handler(NAME).extensionMessage()).isEqualTo("enabled 1");
    assertThat(status.goalStateStatus()).isEqualTo("Success");
  }

  @Test
  @Tag("V1")
  void aGoalStateThatIsNotNewRunsNothing() {
    scene.host().publish(GoalState.of(scene.handler(NAME).extension().settings("{}")));
    scene.agent().start();
    scene.awaitSuccess(NAME, 0);
    int polls = scene.host().requests(Route.GOAL_STATE).size();

    scene.host().awaitRequests(Route.GOAL_STATE, polls + 3, Scene.PATIENCE);
    List<StatusDocument> reports = Reports.awaitFresh(scene.host(), 2, Scene.PATIENCE);

    assertThat(reports).allMatch(status -> status.agentStatus().equals("Ready"));
    assertThat(scene.trace().commands()).hasSize(2);
  }

  @Test
  void everyNewGoalStateEnablesOnceMore() {
    GoalState goal = GoalState.of(scene.handler(NAME).extension().settings("{}"));
    scene.host().publish(goal);
    scene.agent().start();
    scene.awaitSuccess(NAME, 0);

    scene.host().publish(goal);
    scene.trace().await(3, Scene.PATIENCE);
    scene.awaitSuccess(NAME, 0);

    assertThat(scene.trace().commands())
        .containsExactly(
            NAME + "-1.0.0 install 0", NAME + "-1.0.0 enable 0", NAME + "-1.0.0 enable 0");
  }
}
