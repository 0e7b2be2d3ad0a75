// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.waagent.azurehost.Extension;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.StatusDocument;

/** Extensions that Azure wants no longer. */
final class RemovalTest {
  private static final String NAME = "Test.Removal";
  private static final String FULL = NAME + "-1.0.0";

  @RegisterExtension private final Scene scene = new Scene();

  @Test
  void disableRunsOnceAndKeepsTheFiles() throws Exception {
    Extension extension = start();

    scene.host().publish(GoalState.of(extension.disabled()));
    StatusDocument status =
        scene
            .host()
            .awaitStatus(s -> s.handler(NAME).message().equals("Plugin disabled"), Scene.PATIENCE);

    assertThat(scene.trace().commands())
        .containsExactly(FULL + " install 0", FULL + " enable 0", FULL + " disable 0");
    assertThat(status.handler(NAME).status()).isEqualTo("NotReady");
    assertThat(scene.text(FULL, "config", "HandlerState")).isEqualTo("Installed");

    scene.host().publish(GoalState.of(extension));
    scene.awaitSuccess(NAME, 0);
    assertThat(scene.trace().commands()).endsWith(FULL + " disable 0", FULL + " enable 0");
  }

  @Test
  @Tag("D24")
  @Tag("V2")
  void uninstallDisablesUninstallsAndForgets() {
    Extension extension = start();

    scene.host().publish(GoalState.of(extension.uninstall()));
    StatusDocument status =
        scene
            .host()
            .awaitStatus(
                s -> !s.handler(NAME).isPresent() && s.goalStateSucceeded(), Scene.PATIENCE);

    assertThat(scene.trace().commands())
        .containsExactly(
            FULL + " install 0", FULL + " enable 0", FULL + " disable 0", FULL + " uninstall 0");
    assertThat(status.handlers()).isEmpty();
    assertThat(scene.agent().libNames()).doesNotContain(FULL, NAME + "__1.0.0.zip");
    assertThat(scene.agent().extensionLogs().resolve(NAME)).isDirectory();
  }

  @Test
  void anUninstallThatFailsStillRemoves() {
    ShellHandler handler = scene.handler(NAME).on("uninstall", "exit 5");
    Extension extension = handler.extension().settings("{}");
    scene.host().publish(GoalState.of(extension));
    scene.agent().start();
    scene.awaitSuccess(NAME, 0);

    scene.host().publish(GoalState.of(extension.uninstall()));
    scene
        .host()
        .awaitStatus(s -> !s.handler(NAME).isPresent() && s.goalStateSucceeded(), Scene.PATIENCE);

    assertThat(scene.trace().commands()).endsWith(FULL + " uninstall 0");
    assertThat(scene.agent().libNames()).doesNotContain(FULL);
  }

  @Test
  void aHandlerThatIsNotInTheGoalStateDisablesAndUninstalls() {
    start();

    scene.host().publish(GoalState.of(scene.handler("Test.Other").extension()));
    scene.awaitReady("Test.Other", "1.0.0");
    Pause.until("the folder goes", Scene.PATIENCE, () -> !scene.agent().libNames().contains(FULL));

    assertThat(scene.trace().commands())
        .containsExactly(
            FULL + " install 0",
            FULL + " enable 0",
            "Test.Other-1.0.0 install 0",
            "Test.Other-1.0.0 enable 0",
            FULL + " disable 0",
            FULL + " uninstall 0");
  }

  private Extension start() {
    Extension extension = scene.handler(NAME).extension().settings("{}");
    scene.host().publish(GoalState.of(extension));
    scene.agent().start();
    scene.awaitSuccess(NAME, 0);
    return extension;
  }
}
