// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waagent.extension.Goals.handler;
import static org.waagent.extension.Goals.settings;
import static org.waagent.goalstate.RequestedState.DISABLED;
import static org.waagent.goalstate.RequestedState.ENABLED;
import static org.waagent.goalstate.RequestedState.UNINSTALL;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.goalstate.Handler;
import org.waagent.plugin.ExtensionStatus;
import org.waagent.plugin.Status;

/** What the owner of the machine does not allow is not run, and Azure hears why. */
@Tag("D39")
class PolicyTest {
  private static final String NAME = "Acme.Web";
  private static final String OTHER = "Acme.Other";
  private static final Handler WANTED = handler(NAME, "1.0.0", ENABLED, settings(NAME, 1));
  private static final String ONLY_OTHER =
      """
      {"policyVersion": "0.1.0", "extensionPolicies":
        {"allowListedExtensionsOnly": true, "extensions": {"acme.OTHER": {}}}}
      """;

  private Agent agent;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    agent = new Agent(folder);
    agent.enforcing = true;
    agent.start();
    agent.publish(NAME, "1.0.0");
    agent.publish(OTHER, "1.0.0");
  }

  private void policy(String text) throws IOException {
    Files.writeString(agent.policyFile, text);
  }

  private Status status(String name) {
    return agent.statuses().stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
  }

  private String refusal(String verb) {
    return ("Extension will not be processed: failed to %1$s extension 'Acme.Web' because it is not"
            + " specified as an allowed extension. To %1$s, add the extension to the list of"
            + " allowed extensions in the policy file ('%2$s').")
        .formatted(verb, agent.policyFile);
  }

  @Test
  void tellsOnBothLevelsThatAnExtensionIsNotAllowed() throws Exception {
    policy(ONLY_OTHER);
    agent.process(1, WANTED, handler(OTHER, "1.0.0", ENABLED, settings(OTHER, 1)));
    Status status = status(NAME);
    assertThat(status.state()).isEqualTo("NotReady");
    assertThat(status.code()).isEqualTo(1009);
    assertThat(status.message()).contains(refusal("run"));
    ExtensionStatus extension = status.extension().orElseThrow();
    assertThat(extension.state()).contains("error");
    assertThat(agent.text(NAME + "-1.0.0/status/1.status"))
        .contains("\"operation\": \"ExtensionPolicy\"", "\"code\": 1009", "not specified");
    assertThat(agent.calls()).containsExactly("install 1.0.0 1", "enable 1.0.0 1");
    assertThat(status(OTHER).code()).isZero();
    assertThat(agent.artifacts.requests).doesNotContain(NAME);
  }

  @Test
  void looksAtThePolicyAgainWithEachGoalState() throws Exception {
    policy(ONLY_OTHER);
    agent.process(1, WANTED);
    policy(ONLY_OTHER.replace("acme.OTHER", "ACME.web"));
    assertThat(agent.process(1, WANTED)).isEmpty();
    assertThat(agent.calls()).isEmpty();
    assertThat(agent.process(2, WANTED)).isEmpty();
    assertThat(agent.calls()).hasSize(2);
    assertThat(status(NAME).code()).isZero();
  }

  @Test
  void leavesARunningExtensionAloneAndAddsItsHeartbeat() throws Exception {
    agent.artifacts.publish(
        NAME, "1.0.0", agent.handlerPackage().with("\"reportHeartbeat\": true").zip());
    agent.process(1, WANTED);
    Files.writeString(
        agent.lib.resolve(NAME + "-1.0.0/heartbeat.log"),
        """
        [{"heartbeat": {"status": "Ready", "code": 0,
          "formattedMessage": {"lang": "en", "message": "I live"}}}]
        """);
    agent.calls();
    policy(ONLY_OTHER);
    agent.process(2, handler(NAME, "1.0.0", ENABLED, settings(NAME, 2)));
    assertThat(agent.calls()).isEmpty();
    assertThat(agent.text(NAME + "-1.0.0/config/HandlerState")).isEqualTo("Enabled");
    assertThat(status(NAME).state()).isEqualTo("NotReady");
    assertThat(status(NAME).message()).contains(refusal("run") + " I live");
    agent.replaced();
    agent.process(2, handler(NAME, "1.0.0", ENABLED, settings(NAME, 2)));
    assertThat(status(NAME).message()).contains(refusal("run") + " I live");
  }

  @Test
  @Tag("V7")
  void refusesToDisableAndToUninstall() throws Exception {
    agent.process(1, WANTED);
    agent.calls();
    policy(ONLY_OTHER);
    agent.process(2, handler(NAME, "1.0.0", DISABLED, settings(NAME, 1)));
    assertThat(status(NAME).code()).isEqualTo(1010);
    agent.process(3, handler(NAME, "1.0.0", UNINSTALL, settings(NAME, 1)));
    assertThat(status(NAME).code()).isEqualTo(1010);
    assertThat(status(NAME).message()).contains(refusal("uninstall"));
    assertThat(agent.calls()).isEmpty();
    assertThat(agent.lib.resolve(NAME + "-1.0.0/bin/run.sh")).exists();
  }

  @Test
  void keepsWhatLeftTheGoalStateAndMayNotBeTouched() throws Exception {
    agent.process(1, WANTED);
    policy(ONLY_OTHER);
    agent.process(2, handler(OTHER, "1.0.0", ENABLED, settings(OTHER, 1)));
    assertThat(agent.lib.resolve(NAME + "-1.0.0/bin/run.sh")).exists();
  }

  @Test
  void failsThoseThatDependOnIt() throws Exception {
    policy(ONLY_OTHER);
    agent.process(
        1,
        handler(NAME, "1.0.0", ENABLED, settings(NAME, 1, ENABLED, 1)),
        handler(OTHER, "1.0.0", ENABLED, settings(OTHER, 1, ENABLED, 2)));
    assertThat(agent.calls()).isEmpty();
    assertThat(status(OTHER).message().orElseThrow())
        .contains("Skipping processing of extensions since execution of dependent extension")
        .contains(NAME);
  }

  @Test
  void failsEachWithItsOwnMessageWhereThePolicyIsBad() throws Exception {
    policy("{\"policyVersion\": \"0.1.0\", \"extensionPolicy\": {}}");
    agent.process(
        1,
        handler(NAME, "1.0.0", ENABLED, settings(NAME, 1, ENABLED, 1)),
        handler(OTHER, "1.0.0", ENABLED, settings(OTHER, 1, ENABLED, 2)));
    for (String name : new String[] {NAME, OTHER}) {
      assertThat(status(name).code()).isEqualTo(1009);
      assertThat(status(name).message().orElseThrow())
          .isEqualTo(
              "Extension will not be processed: Customer-provided policy file ('%s') is invalid, please correct the following error: attribute 'extensionPolicy' is not known at $.extensionPolicy",
              agent.policyFile);
    }
    assertThat(agent.calls()).isEmpty();
  }

  @Test
  void refusesAPolicyThatIsTooLargeOrCantBeRead() throws Exception {
    policy(" ".repeat(2 << 20));
    agent.process(1, WANTED);
    assertThat(status(NAME).message().orElseThrow()).contains("is invalid");
    Files.delete(agent.policyFile);
    Files.createDirectory(agent.policyFile);
    agent.process(2, WANTED);
    assertThat(status(NAME).code()).isEqualTo(1009);
    assertThat(agent.calls()).isEmpty();
  }

  @Test
  void keepsACopyInTheHistory() throws Exception {
    policy(ONLY_OTHER);
    agent.plan(Goals.extensions(1, false, java.util.List.of(), WANTED));
    assertThat(agent.kept).isEmpty();
    agent.process(1, WANTED);
    assertThat(agent.kept).containsEntry("waagent_policy.json", ONLY_OTHER);
  }

  @Test
  void isNotEnforcedUnlessSwitchedOn() throws Exception {
    agent.enforcing = false;
    agent.start();
    policy(ONLY_OTHER);
    assertThat(agent.process(1, WANTED)).isEmpty();
    assertThat(agent.calls()).hasSize(2);
    assertThat(agent.kept).isEmpty();
  }
}
