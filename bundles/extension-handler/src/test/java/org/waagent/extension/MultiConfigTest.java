// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waagent.extension.Goals.handler;
import static org.waagent.goalstate.RequestedState.DISABLED;
import static org.waagent.goalstate.RequestedState.ENABLED;
import static org.waagent.goalstate.RequestedState.UNINSTALL;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waagent.goalstate.Extension;
import org.waagent.goalstate.Handler;
import org.waagent.goalstate.RequestedState;
import org.waagent.plugin.ExtensionStatus;
import org.waagent.plugin.Status;

/** A handler with several configurations at a time. */
@Timeout(60)
class MultiConfigTest {
  private static final String NAME = "Acme.Run";

  private Agent agent;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    agent = new Agent(folder);
    for (String version : new String[] {"1.0.0", "2.0.0"}) {
      agent.artifacts.publish(
          NAME,
          version,
          agent.handlerPackage().with("\"supportsMultipleExtensions\": \"true\"").zip());
    }
  }

  private static Handler wanted(String version, Extension... settings) {
    return handler(NAME, version, ENABLED, true, settings);
  }

  private static Extension one(String name, int sequenceNumber) {
    return Goals.settings(name, sequenceNumber);
  }

  private static Extension gone(String name, int sequenceNumber) {
    return Goals.settings(name, sequenceNumber, DISABLED, 0);
  }

  @Test
  @Tag("D42")
  @Tag("V6")
  void installsOnceAndEnablesEachSettings() throws Exception {
    assertThat(agent.process(1, wanted("1.0.0", one("first", 1), one("second", 4)))).isEmpty();
    assertThat(agent.calls())
        .containsExactly("install 1.0.0 1first", "enable 1.0.0 1first", "enable 1.0.0 4second");
    assertThat(agent.lib.resolve(NAME + "-1.0.0/config/first.1.settings")).isNotEmptyFile();
    assertThat(agent.text(NAME + "-1.0.0/config/second.HandlerState")).isEqualTo("enabled");
    assertThat(agent.logs.resolve(NAME + "/CommandExecution_second.log")).isNotEmptyFile();
    assertThat(agent.environment("enable", "1.0.0second"))
        .containsEntry("ConfigExtensionName", "second")
        .containsEntry("ConfigSequenceNumber", "4");
    assertThat(agent.statuses())
        .hasSize(2)
        .allMatch(s -> s.state().equals("Ready"))
        .extracting(s -> s.extension().orElseThrow().multiConfigName().orElseThrow())
        .containsExactly("first", "second");
  }

  @Test
  @Tag("D42")
  @Tag("V6")
  void removesSettingsThatAreNotWantedAnyMore() throws Exception {
    agent.process(1, wanted("1.0.0", one("first", 1), one("second", 4)));
    agent.behaviour("disable", "1.0.0", "exit 5");
    agent.calls();
    assertThat(agent.process(2, wanted("1.0.0", gone("first", 2), one("second", 5)))).isEmpty();
    assertThat(agent.calls()).containsExactly("disable 1.0.0 2first", "enable 1.0.0 5second");
    assertThat(Files.list(agent.lib.resolve(NAME + "-1.0.0/config")).map(Path::getFileName))
        .noneMatch(name -> name.toString().startsWith("first"));
    assertThat(agent.statuses()).hasSize(1);
    agent.process(3, wanted("1.0.0", gone("first", 2), one("second", 5)));
    assertThat(agent.calls()).containsExactly("enable 1.0.0 5second");
  }

  private static Extension odd(String name, int sequenceNumber) {
    return new Extension(
        name,
        sequenceNumber,
        ENABLED,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of("it is odd"));
  }

  @ParameterizedTest
  @Tag("D42")
  @ValueSource(booleans = {true, false})
  void settingsThatAreInvalidConcernNoOthers(boolean first) throws Exception {
    Extension[] settings = {odd("bad", 3), one("good", 4)};
    Handler handler =
        first
            ? handler(NAME, "1.0", ENABLED, true, settings)
            : handler(NAME, "1.0", ENABLED, true, settings[1], settings[0]);
    assertThat(agent.process(1, handler)).hasSize(1);
    assertThat(agent.calls()).containsExactly("install 1.0.0 4good", "enable 1.0.0 4good");
    assertThat(agent.statuses()).hasSize(2).allMatch(s -> s.state().equals("Ready"));
    ExtensionStatus bad =
        agent.statuses().stream()
            .map(s -> s.extension().orElseThrow())
            .filter(e -> e.multiConfigName().equals(Optional.of("bad")))
            .findFirst()
            .orElseThrow();
    assertThat(bad.sequenceNumber()).isEqualTo(3);
    assertThat(bad.state()).contains("error");
    assertThat(bad.code()).isEqualTo("-1");
    assertThat(bad.message().orElseThrow()).contains("Ran into config errors: it is odd");
  }

  @Test
  void isDisabledWithItsLastSettings() throws Exception {
    agent.process(1, wanted("1.0.0", one("first", 1)));
    agent.process(2, wanted("1.0.0", gone("first", 1)));
    assertThat(agent.text(NAME + "-1.0.0/config/HandlerState")).isEqualTo("Installed");
    Status status = agent.statuses().get(0);
    assertThat(status.message()).contains("Plugin disabled");
    assertThat(status.extension()).isEmpty();
  }

  @Test
  @Tag("D42")
  @Tag("V6")
  void reportsAFailingSettingsWithoutTouchingTheHandler() throws Exception {
    agent.behaviour("enable", "second", "exit 6");
    assertThat(agent.process(1, wanted("1.0.0", one("first", 1), one("second", 4)))).hasSize(1);
    assertThat(agent.statuses()).extracting(Status::state).containsExactly("Ready", "Ready");
    ExtensionStatus failed = agent.statuses().get(1).extension().orElseThrow();
    assertThat(failed.state()).contains("error");
    assertThat(failed.code()).isEqualTo("1009");
    assertThat(failed.message().orElseThrow())
        .startsWith(
            "Error processing MultiConfig extension Acme.Run.second-1.0.0: Non-zero exit code: 6");
  }

  @Test
  @Tag("D42")
  void installsAgainForEachSettingsWhereItFails() throws Exception {
    agent.behaviour("install", "1.0.0", "exit 6");
    agent.process(1, wanted("1.0.0", one("first", 1), one("second", 4)));
    assertThat(agent.calls()).containsExactly("install 1.0.0 1first", "install 1.0.0 4second");
    assertThat(agent.statuses()).hasSize(2).allMatch(s -> s.code() == 1007);
    assertThat(agent.statuses().get(1).extension().orElseThrow().state()).contains("error");
  }

  @Test
  @Tag("D42")
  void disablesWhatIsEnabledOnUpdate() throws Exception {
    agent.process(1, wanted("1.0.0", one("first", 1), one("second", 4)));
    agent.process(2, wanted("1.0.0", gone("first", 2), one("second", 4)));
    agent.calls();
    assertThat(agent.process(3, wanted("2.0.0", one("second", 4), one("third", 0)))).isEmpty();
    assertThat(agent.calls())
        .containsExactly(
            "disable 1.0.0 4second",
            "update 2.0.0 4second",
            "uninstall 1.0.0 4second",
            "install 2.0.0 4second",
            "enable 2.0.0 4second",
            "enable 2.0.0 0third");
    assertThat(agent.environment("update", "2.0.0second"))
        .containsEntry(
            "AZURE_GUEST_AGENT_DISABLE_CMD_EXIT_CODES_MULTIPLE_EXTENSIONS",
            "[{\"extensionName\": \"second\", \"exitCode\": \"0\"}, {\"extensionName\": \"third\","
                + " \"exitCode\": \"NOT_RUN\"}]")
        .doesNotContainKey("AZURE_GUEST_AGENT_DISABLE_CMD_EXIT_CODE");
  }

  @Test
  void disablesAllSettingsBeforeUninstall() throws Exception {
    agent.process(1, wanted("1.0.0", one("first", 1), one("second", 4)));
    agent.calls();
    assertThat(agent.process(2, handler(NAME, "1.0.0", UNINSTALL))).isEmpty();
    assertThat(agent.calls())
        .containsExactly("disable 1.0.0 1first", "disable 1.0.0 4second", "uninstall 1.0.0 0");
  }

  @Test
  @Tag("D42")
  void refusesAHandlerThatCanNotDoIt() throws Exception {
    agent.publish("Acme.Single", "1.0.0");
    for (int number = 1; number <= 2; number++) {
      agent.process(
          number, handler("Acme.Single", "1.0.0", RequestedState.ENABLED, true, one("first", 1)));
      Status status = agent.statuses().get(0);
      assertThat(status.code()).isEqualTo(-1);
      assertThat(status.message().orElseThrow()).startsWith("Ran into config errors: ");
      assertThat(status.extension().orElseThrow().state()).contains("error");
    }
    assertThat(agent.calls()).isEmpty();
  }

  @Test
  @Tag("D37")
  void isKnownFromDiskWhereTheGoalStateMayNotBeFollowed() throws Exception {
    agent.process(1, wanted("1.0.0", one("first", 1), one("second", 4)));
    agent.process(2, wanted("1.0.0", one("first", 2), one("second", 5)));
    agent.process(Goals.extensions(3, false, List.of("TimeTravel")));
    assertThat(agent.statuses())
        .extracting(s -> s.extension().orElseThrow())
        .extracting(e -> e.multiConfigName().orElseThrow() + " " + e.sequenceNumber())
        .containsExactly("first 2", "second 5");
  }

  @Test
  void refusesASettingsNameThatIsAPath() throws Exception {
    agent.process(1, wanted("1.0.0", one("../../escape", 1)));
    assertThat(agent.calls()).isEmpty();
    assertThat(agent.statuses().get(0).code()).isEqualTo(-1);
  }
}
