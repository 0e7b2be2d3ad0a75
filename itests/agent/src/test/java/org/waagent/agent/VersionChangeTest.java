// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonPrimitive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.waagent.azurehost.Extension;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.StatusDocument;

/** Another version of a handler: the order of commands, and what is carried over. */
final class VersionChangeTest {
  private static final String NAME = "Test.Version";
  private static final String OLD = NAME + "-1.0.0 ";
  private static final String NEW = NAME + "-2.0.0 ";

  @RegisterExtension private final Scene scene = new Scene();

  @Test
  @Tag("D25")
  @Tag("V3")
  void anUpgradeDisablesUpdatesUninstallsInstallsAndEnables() throws Exception {
    ShellHandler old = scene.handler(NAME);
    ShellHandler next = old.version("2.0.0").on("update", "cp mrseq carried; ls status >> carried");
    StatusDocument status = change(old, next);

    assertThat(scene.trace().commands())
        .containsExactly(
            OLD + "install 0",
            OLD + "enable 0",
            OLD + "disable 1",
            NEW + "update 1",
            OLD + "uninstall 1",
            NEW + "install 1",
            NEW + "enable 1");
    assertThat(scene.text(NAME + "-2.0.0", "carried")).isEqualTo("0\n0.status\n");
    assertThat(scene.trace().environment(NAME + "-2.0.0", "update"))
        .containsEntry("VERSION", "2.0.0")
        .containsEntry("AZURE_GUEST_AGENT_UPDATING_FROM_VERSION", "1.0.0")
        .containsEntry("AZURE_GUEST_AGENT_DISABLE_CMD_EXIT_CODE", "0");
    assertThat(scene.trace().environment(NAME + "-2.0.0", "install"))
        .containsEntry("AZURE_GUEST_AGENT_UNINSTALL_CMD_EXIT_CODE", "0");
    assertThat(scene.agent().libNames())
        .contains(NAME + "-2.0.0")
        .doesNotContain(NAME + "-1.0.0", NAME + "__1.0.0.zip");
    assertThat(status.handlers()).hasSize(1);
  }

  @Test
  void aDowngradeLetsTheOldVersionUpdate() {
    ShellHandler newer = scene.handler(NAME).version("2.0.0");
    change(newer, newer.version("1.0.0"));

    assertThat(scene.trace().commands())
        .containsExactly(
            NEW + "install 0",
            NEW + "enable 0",
            NEW + "disable 1",
            NEW + "update 1",
            NEW + "uninstall 1",
            OLD + "install 1",
            OLD + "enable 1");
    assertThat(scene.trace().environment(NAME + "-2.0.0", "update"))
        .containsEntry("VERSION", "1.0.0");
    assertThat(scene.agent().libNames()).doesNotContain(NAME + "-2.0.0");
  }

  @Test
  void updateWithoutInstallLeavesTheInstallOut() {
    ShellHandler old = scene.handler(NAME);
    change(old, old.version("2.0.0").with("updateMode", new JsonPrimitive("UpdateWithoutInstall")));

    assertThat(scene.trace().commands())
        .containsExactly(
            OLD + "install 0",
            OLD + "enable 0",
            OLD + "disable 1",
            NEW + "update 1",
            OLD + "uninstall 1",
            NEW + "enable 1");
  }

  @Test
  void aFailingUpdateStopsAndKeepsTheOldVersion() {
    ShellHandler old = scene.handler(NAME);
    ShellHandler next = old.version("2.0.0").on("update", "echo no room; exit 7");
    start(old);
    scene.host().publish(GoalState.of(both(old, next)));
    StatusDocument status =
        scene.host().awaitStatus(s -> s.handler(NAME).code() == 1008, Scene.PATIENCE);

    assertThat(scene.trace().commands())
        .containsExactly(OLD + "install 0", OLD + "enable 0", OLD + "disable 1", NEW + "update 1");
    assertThat(status.handler(NAME).status()).isEqualTo("NotReady");
    assertThat(status.handler(NAME).message())
        .contains("Non-zero exit code: 7")
        .contains("no room");
    assertThat(scene.agent().libNames()).contains(NAME + "-1.0.0");
  }

  private StatusDocument change(ShellHandler from, ShellHandler to) {
    start(from);
    scene.host().publish(GoalState.of(both(from, to)));
    return scene
        .host()
        .awaitStatus(
            s -> s.handler(NAME).hasSucceeded(1) && s.handler(NAME).version().equals(to.version()),
            Scene.PATIENCE);
  }

  private void start(ShellHandler handler) {
    scene.host().publish(GoalState.of(handler.extension().settings("{}")));
    scene.agent().start();
    scene.awaitSuccess(NAME, 0);
  }

  private static Extension both(ShellHandler from, ShellHandler to) {
    return to.extension().publishing(from.version(), from.zip()).settings("{}").sequenceNumber(1);
  }
}
