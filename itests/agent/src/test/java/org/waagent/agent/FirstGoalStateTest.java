// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.HandlerStatus;
import org.waagent.azurehost.HealthReport;
import org.waagent.azurehost.Route;
import org.waagent.azurehost.Service;
import org.waagent.azurehost.StatusDocument;

/** The main job: a goal state comes, an extension is installed, and Azure hears of it. */
final class FirstGoalStateTest {
  private static final String NAME = "Test.First";

  @RegisterExtension private final Scene scene = new Scene();

  @Test
  @Tag("S19")
  @Tag("D24")
  @Tag("V2")
  void installsEnablesAndReportsAnExtension() {
    StatusDocument status = run();

    assertThat(scene.trace().commands())
        .containsExactly(NAME + "-1.0.0 install 0", NAME + "-1.0.0 enable 0");
    assertThat(status.agentStatus()).isEqualTo("Ready");
    assertThat(status.goalStateStatus()).isEqualTo("Success");
    assertThat(status.goalStateSequence()).isNotEmpty();
    assertThat(status.json().get("version").getAsString()).isEqualTo("1.1");
    JsonObject guest = status.json().getAsJsonObject("guestOSInfo");
    assertThat(guest.get("computerName").getAsString()).isNotEmpty();
    HandlerStatus handler = status.handler(NAME);
    assertThat(handler.version()).isEqualTo("1.0.0");
    assertThat(handler.message()).isEqualTo("Plugin enabled");
    assertThat(handler.extensionMessage()).isEqualTo("enabled 0");
    assertThat(handler.extensionName()).isEmpty();
    assertThat(status.channel()).isEqualTo(Service.HOST_PLUGIN);
  }

  @Test
  void leavesTheFilesThatHandlersRead() throws Exception {
    run();

    String base = scene.lib(NAME + "-1.0.0").toString();
    String logs = scene.agent().extensionLogs().resolve(NAME).toString();
    assertThat(scene.text(NAME + "-1.0.0", "HandlerEnvironment.json"))
        .startsWith("[{\"name\": \"" + NAME + "\", \"version\": 1.0, \"handlerEnvironment\": {")
        .contains("\"logFolder\": \"" + logs + "\", \"configFolder\": \"" + base + "/config\", ")
        .contains("\"statusFolder\": \"" + base + "/status\", ")
        .contains("\"heartbeatFile\": \"" + base + "/heartbeat.log\", ")
        .contains("\"eventsFolder\": \"" + logs + "/events\", ");
    assertThat(scene.json(NAME + "-1.0.0", "config", "0.settings"))
        .isEqualTo(
            JsonParser.parseString(
                """
                {"runtimeSettings": [{"handlerSettings": {"publicSettings": {"color": "blue"},
                "protectedSettings": null, "protectedSettingsCertThumbprint": null}}]}
                """));
    assertThat(scene.text(NAME + "-1.0.0", "config", "HandlerState")).isEqualTo("Enabled");
    JsonObject state = scene.json(NAME + "-1.0.0", "config", "HandlerStatus").getAsJsonObject();
    assertThat(state.get("status").getAsString()).isEqualTo("Ready");
    assertThat(scene.text(NAME + "-1.0.0", "status", "0.status")).contains("enabled 0");
    assertThat(Scene.mode(scene.lib(NAME + "-1.0.0", "config"))).isEqualTo("rwx------");
    assertThat(Scene.mode(scene.lib(NAME + "-1.0.0", "status"))).isEqualTo("rwx------");
    assertThat(Scene.mode(scene.lib(NAME + "-1.0.0", ShellHandler.SCRIPT))).startsWith("rwx");
    assertThat(scene.agent().extensionLogs().resolve(NAME).resolve("CommandExecution.log"))
        .isRegularFile();
    assertThat(scene.agent().extensionLogs().resolve(NAME).resolve("events")).isDirectory();
    assertThat(scene.lib("GoalState.1.xml")).isRegularFile();
    assertThat(scene.lib("SharedConfig.xml")).isRegularFile();
    assertThat(Files.list(scene.lib("history"))).isNotEmpty();
  }

  @Test
  @Tag("D30")
  void givesCommandsTheirEnvironment() {
    run();

    assertThat(scene.trace().environment(NAME + "-1.0.0", "install"))
        .containsEntry("ConfigSequenceNumber", "0")
        .containsEntry("AZURE_GUEST_AGENT_EXTENSION_VERSION", "1.0.0")
        .containsEntry("AZURE_GUEST_AGENT_EXTENSION_PATH", scene.lib(NAME + "-1.0.0").toString())
        .containsEntry("AZURE_GUEST_AGENT_UNINSTALL_CMD_EXIT_CODE", "NOT_RUN")
        .hasEntrySatisfying(
            "AZURE_GUEST_AGENT_WIRE_PROTOCOL_ADDRESS",
            address -> assertThat(address).startsWith("127.0.0.1"))
        .doesNotContainKeys("ConfigExtensionName", "VERSION");
    assertThat(scene.trace().environment(NAME + "-1.0.0", "enable"))
        .containsEntry("AZURE_GUEST_AGENT_UNINSTALL_CMD_EXIT_CODE", "NOT_RUN")
        .containsEntry(
            "AZURE_GUEST_AGENT_EXTENSION_SUPPORTED_FEATURES",
            "[{\"Key\": \"ExtensionTelemetryPipeline\", \"Value\": \"1.0\"}]");
  }

  @Test
  @Tag("S1")
  @Tag("S21")
  void speaksWithTheFabricOverTcp() {
    run();

    HealthReport health = scene.host().awaitHealth(HealthReport::isReady, Scene.PATIENCE);
    assertThat(health.subStatus()).isEmpty();
    assertThat(scene.host().requests(Route.VERSIONS)).hasSize(1);
    assertThat(scene.host().requests(Route.CERTIFICATES)).isNotEmpty();
    assertThat(scene.host().requests(Route.EXTENSIONS_CONFIG)).isNotEmpty();
    assertThat(scene.host().requests(Route.HOSTING_ENVIRONMENT)).isNotEmpty();
    assertThat(scene.host().requests(Route.SHARED_CONFIG)).isNotEmpty();
  }

  @Test
  void anExtensionWithoutSettingsGetsAnEmptySettingsFile() throws Exception {
    scene.host().publish(GoalState.of(scene.handler(NAME).extension()));
    scene.agent().start();
    StatusDocument status = scene.awaitReady(NAME, "1.0.0");

    assertThat(scene.trace().commands())
        .containsExactly(NAME + "-1.0.0 install 0", NAME + "-1.0.0 enable 0");
    assertThat(scene.lib(NAME + "-1.0.0", "config", "0.settings")).isEmptyFile();
    assertThat(status.handler(NAME).message()).isEqualTo("Plugin enabled");
    assertThat(status.handlers()).hasSize(1);
    assertThat(status.handler(NAME).sequenceNumber()).isEqualTo(-1);
  }

  @Test
  @Tag("V1")
  @Tag("V5")
  void severalExtensionsRunInTheOrderOfTheirLevels() {
    scene
        .host()
        .publish(
            GoalState.of(
                scene.handler("Test.Late").extension().settings("{}").level(2),
                scene.handler("Test.Early").extension().settings("{}").level(1)));
    scene.agent().start();
    scene.awaitSuccess("Test.Late", 0);

    assertThat(scene.trace().commands())
        .containsExactly(
            "Test.Early-1.0.0 install 0",
            "Test.Early-1.0.0 enable 0",
            "Test.Late-1.0.0 install 0",
            "Test.Late-1.0.0 enable 0");
    String completed = "ProcessExtensionsGoalState completed [incarnation_";
    Pause.until("the log says so", Scene.PATIENCE, () -> scene.agent().log().contains(completed));
    assertThat(scene.agent().log())
        .containsSubsequence(
            "[Test.Early-1.0.0] Enable extension: [",
            "[Test.Late-1.0.0] Enable extension: [",
            completed);
  }

  private StatusDocument run() {
    scene
        .host()
        .publish(GoalState.of(scene.handler(NAME).extension().settings("{\"color\": \"blue\"}")));
    scene.agent().start();
    return scene.awaitSuccess(NAME, 0);
  }
}
