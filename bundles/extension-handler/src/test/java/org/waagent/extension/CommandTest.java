// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waagent.extension.Goals.handler;
import static org.waagent.extension.Goals.settings;
import static org.waagent.goalstate.RequestedState.ENABLED;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.goalstate.Handler;
import org.waagent.host.Endpoint;
import org.waagent.plugin.Status;

/** What a handler's command is told, and what becomes of what it does. */
@Timeout(60)
class CommandTest {
  private static final String NAME = "Acme.Web";

  private Agent agent;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    agent = new Agent(folder);
    agent.publish(NAME, "1.0.0");
  }

  private static Handler wanted(int sequenceNumber) {
    return handler(NAME, "1.0.0", ENABLED, settings(NAME, sequenceNumber));
  }

  private String base() {
    return agent.lib.resolve(NAME + "-1.0.0").toString();
  }

  @Test
  @Tag("D30")
  void tellsEveryCommandWhatTheContractSays() throws Exception {
    agent.endpoint = Optional.of(new Endpoint("10.0.0.4", 8080, 32526, "test"));
    agent.process(1, wanted(5));
    for (String command : new String[] {"install", "enable"}) {
      Map<String, String> environment = agent.environment(command, "1.0.0");
      assertThat(environment)
          .containsEntry("AZURE_GUEST_AGENT_EXTENSION_PATH", base())
          .containsEntry("AZURE_GUEST_AGENT_EXTENSION_VERSION", "1.0.0")
          .containsEntry("AZURE_GUEST_AGENT_WIRE_PROTOCOL_ADDRESS", "10.0.0.4")
          .containsEntry("ConfigSequenceNumber", "5")
          .containsEntry(
              "AZURE_GUEST_AGENT_EXTENSION_SUPPORTED_FEATURES",
              "[{\"Key\": \"ExtensionTelemetryPipeline\", \"Value\": \"1.0\"}]")
          .containsEntry("AZURE_GUEST_AGENT_UNINSTALL_CMD_EXIT_CODE", "NOT_RUN")
          .doesNotContainKey("ConfigExtensionName");
      assertThat(environment.get("PWD")).isEqualTo(base());
    }
  }

  @Test
  @Tag("D30")
  void tellsSequenceNumberZeroWithoutSettings() throws Exception {
    agent.process(1, handler(NAME, "1.0.0", ENABLED));
    assertThat(agent.environment("enable", "1.0.0")).containsEntry("ConfigSequenceNumber", "0");
    assertThat(agent.environment("enable", "1.0.0"))
        .containsEntry("AZURE_GUEST_AGENT_WIRE_PROTOCOL_ADDRESS", "168.63.129.16");
  }

  @Test
  void reportsExitCodeAndOutputOfAFailure() throws Exception {
    agent.behaviour("enable", "1.0.0", "echo some words; echo bad thing >&2; exit 42");
    agent.process(1, wanted(1));
    Status status = agent.statuses().get(0);
    assertThat(status.code()).isEqualTo(1009);
    assertThat(status.state()).isEqualTo("NotReady");
    assertThat(status.message().orElseThrow())
        .isEqualTo(
            "Non-zero exit code: 42, "
                + base()
                + "/bin/run.sh enable\n[stdout]\nsome words\n\n\n[stderr]\nbad thing\n");
    assertThat(agent.text(NAME + "-1.0.0/config/HandlerState")).isEqualTo("Installed");
  }

  @Test
  @Tag("D31")
  void keepsTheEndOfLongOutputAndGivesRoomToTheStreamThatNeedsIt() throws Exception {
    agent.behaviour(
        "enable", "1.0.0", "i=0; while [ $i -lt 2000 ]; do echo line $i; i=$((i+1)); done; exit 1");
    agent.process(1, wanted(1));
    String message = agent.statuses().get(0).message().orElseThrow();
    assertThat(message).contains("line 1999").doesNotContain("line 1000\n");
    assertThat(message.substring(message.indexOf("[stdout]")).length()).isEqualTo(3200);
  }

  @Test
  @Tag("D31")
  void killsACommandAndItsChildrenAtTheLimit() throws Exception {
    agent.limits = Agent.limits(Duration.ofSeconds(2), Duration.ofSeconds(5));
    agent.start();
    agent.behaviour("enable", "1.0.0", "echo waiting; (sleep 30; touch late) & sleep 30");
    agent.process(1, wanted(1));
    Status status = agent.statuses().get(0);
    assertThat(status.code()).isEqualTo(1011);
    assertThat(status.message().orElseThrow())
        .startsWith("Timeout(2): " + base() + "/bin/run.sh enable\n[stdout]\nwaiting");
  }

  @Test
  @Tag("D31")
  void doesNotWaitForChildrenACommandLeavesBehind() throws Exception {
    agent.behaviour("enable", "1.0.0", "(sleep 30) &");
    long begun = System.nanoTime();
    assertThat(agent.process(1, wanted(1))).isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(25));
  }

  @Test
  void writesTwoLinesToTheHandlersLog() throws Exception {
    agent.behaviour("install", "1.0.0", "echo grüß");
    agent.process(1, wanted(1));
    String log = Files.readString(agent.logs.resolve(NAME + "/CommandExecution.log"));
    assertThat(log)
        .contains("INFO ExtHandler [" + NAME + "-1.0.0] Executing command: " + base())
        .contains("\"ConfigSequenceNumber\": \"1\"")
        .contains("Command: " + base() + "/bin/run.sh install\n[stdout]\ngr\\xfc\\xdf\n[stderr]\n");
  }

  @Test
  @Tag("D32")
  void cutsTheHandlersLogAtTenMebibytes() throws Exception {
    Path log = Files.createDirectories(agent.logs.resolve(NAME)).resolve("CommandExecution.log");
    byte[] line = "0123456789abcde\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    byte[] old = new byte[11 << 20];
    for (int i = 0; i < old.length; i++) {
      old[i] = line[i % line.length];
    }
    Files.write(log, old);
    agent.process(1, wanted(1));
    assertThat(Files.size(log)).isBetween(10L << 20, (10L << 20) + 8192);
    assertThat(Files.readString(log)).startsWith("0123456789abcde\n");
  }

  @Test
  void treatsACommandTheManifestDoesNotNameAsDone() throws Exception {
    String manifest =
        "[{\"handlerManifest\": {\"installCommand\": \"\", \"enableCommand\": \"/bin/run.sh enable\"}}]";
    agent.artifacts.publish(
        NAME, "1.0.0", agent.handlerPackage().file("HandlerManifest.json", manifest).zip());
    assertThat(agent.process(1, wanted(1))).isEmpty();
    assertThat(agent.calls()).containsExactly("enable 1.0.0 1");
  }

  @Test
  void reportsACommandThatIsNotThere() throws Exception {
    String manifest = "[{\"handlerManifest\": {\"installCommand\": \"missing.sh\"}}]";
    agent.artifacts.publish(
        NAME, "1.0.0", agent.handlerPackage().file("HandlerManifest.json", manifest).zip());
    assertThat(agent.process(1, wanted(1))).hasSize(1);
    assertThat(agent.statuses().get(0).code()).isEqualTo(1007);
    assertThat(agent.statuses().get(0).message().orElseThrow())
        .startsWith("Non-zero exit code: 127, ");
  }
}
