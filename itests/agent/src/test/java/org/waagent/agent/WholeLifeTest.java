// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.waagent.azurehost.Extension;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.StatusDocument;

/** Every command of a life in its order, with what it is told. */
final class WholeLifeTest {
  private static final String NAME = "Test.Whole";
  private static final String OLD = NAME + "-1.0.0";
  private static final String NEW = NAME + "-2.0.0";
  private static final String NUMBER = "ConfigSequenceNumber";
  private static final String UNINSTALL_CODE = "AZURE_GUEST_AGENT_UNINSTALL_CMD_EXIT_CODE";
  private static final String DISABLE_CODE = "AZURE_GUEST_AGENT_DISABLE_CMD_EXIT_CODE";
  private static final String FROM = "AZURE_GUEST_AGENT_UPDATING_FROM_VERSION";

  @RegisterExtension private final Scene scene = new Scene();

  @Test
  @Tag("D24")
  @Tag("D25")
  @Tag("D30")
  @Tag("V2")
  @Tag("V3")
  void everyCommandIsRunInItsOrderAndToldWhatTheContractSays() {
    ShellHandler old = scene.handler(NAME);
    ShellHandler next = old.version("2.0.0");
    Extension newer = next.extension().publishing("1.0.0", old.zip()).settings("{}");
    scene.agent().start();
    reach(old.extension().settings("{}"), 0, "1.0.0");
    reach(old.extension().settings("{\"a\": 1}").sequenceNumber(1), 1, "1.0.0");
    reach(newer.sequenceNumber(2), 2, "2.0.0");
    scene.host().publish(GoalState.of(newer.sequenceNumber(2).disabled()));
    scene.host().awaitStatus(s -> isDisabled(s), Scene.PATIENCE);
    reach(newer.sequenceNumber(3), 3, "2.0.0");
    scene.agent().stop();
    scene.agent().start();
    scene.trace().await(NEW + " enable 3", Scene.PATIENCE);
    scene.trace().await(11, Scene.PATIENCE);
    scene.host().publish(GoalState.of(newer.sequenceNumber(3).uninstall()));
    scene.host().awaitStatus(s -> s.handlers().isEmpty() && s.goalStateSucceeded(), Scene.PATIENCE);

    assertThat(scene.trace().commands()).containsExactlyElementsOf(life());
    environments();
    assertThat(scene.agent().libNames()).noneMatch(name -> name.startsWith(NAME));
  }

  private static List<String> life() {
    return List.of(
        OLD + " install 0",
        OLD + " enable 0",
        OLD + " enable 1",
        OLD + " disable 2",
        NEW + " update 2",
        OLD + " uninstall 2",
        NEW + " install 2",
        NEW + " enable 2",
        NEW + " disable 2",
        NEW + " enable 3",
        NEW + " enable 3",
        NEW + " disable 3",
        NEW + " uninstall 3");
  }

  private void environments() {
    Map<String, List<String>> last =
        Map.of(
            OLD, List.of("install 0", "enable 1", "disable 2", "uninstall 2"),
            NEW, List.of("update 2", "install 2", "enable 3", "disable 3", "uninstall 3"));
    last.forEach((handler, commands) -> commands.forEach(command -> always(handler, command)));
    assertThat(environment(OLD, "install")).containsEntry(UNINSTALL_CODE, "NOT_RUN");
    assertThat(environment(OLD, "enable")).containsEntry(UNINSTALL_CODE, "NOT_RUN");
    assertThat(environment(NEW, "install")).containsEntry(UNINSTALL_CODE, "0");
    assertThat(environment(NEW, "enable")).containsEntry(UNINSTALL_CODE, "NOT_RUN");
    assertThat(environment(NEW, "update"))
        .containsEntry("VERSION", "2.0.0")
        .containsEntry(FROM, "1.0.0")
        .containsEntry(DISABLE_CODE, "0");
    assertThat(environment(NEW, "disable")).doesNotContainKeys("VERSION", FROM, DISABLE_CODE);
  }

  private void always(String handler, String command) {
    String[] words = command.split(" ");
    String version = handler.substring(handler.lastIndexOf('-') + 1);
    assertThat(environment(handler, words[0]))
        .as(handler + " " + command)
        .containsEntry(NUMBER, words[1])
        .containsEntry("AZURE_GUEST_AGENT_EXTENSION_PATH", scene.lib(handler).toString())
        .containsEntry("AZURE_GUEST_AGENT_EXTENSION_VERSION", version)
        .containsEntry("AZURE_GUEST_AGENT_WIRE_PROTOCOL_ADDRESS", "127.0.0.1")
        .containsEntry(
            "AZURE_GUEST_AGENT_EXTENSION_SUPPORTED_FEATURES",
            "[{\"Key\": \"ExtensionTelemetryPipeline\", \"Value\": \"1.0\"}]")
        .doesNotContainKey("ConfigExtensionName");
  }

  private Map<String, String> environment(String handler, String command) {
    return scene.trace().environment(handler, command);
  }

  private static boolean isDisabled(StatusDocument status) {
    return status.goalStateSucceeded()
        && status.handler(NAME).message().equals("Plugin disabled")
        && !status.handler(NAME).isReady();
  }

  private void reach(Extension extension, int number, String version) {
    scene.host().publish(GoalState.of(extension));
    scene
        .host()
        .awaitStatus(
            s ->
                s.goalStateSucceeded()
                    && s.handler(NAME).hasSucceeded(number)
                    && s.handler(NAME).isReady(version),
            Scene.PATIENCE);
  }
}
