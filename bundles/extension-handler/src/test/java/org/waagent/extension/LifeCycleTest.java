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
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.goalstate.Handler;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Status;

/** The order of a handler's commands in every situation of its life. */
@Timeout(60)
class LifeCycleTest {
  private static final String NAME = "Acme.Web";
  private static final List<Outcome> NO_PROBLEM = List.of();

  private Agent agent;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    agent = new Agent(folder);
  }

  private static Handler wanted(String version, int sequenceNumber) {
    return handler(NAME, version, ENABLED, settings(NAME, sequenceNumber));
  }

  @Test
  @Tag("S19")
  @Tag("D24")
  @Tag("D40")
  void goesThroughAWholeLife() throws Exception {
    agent.publish(NAME, "1.0.0", "1.1.0");
    agent.behaviour("enable", "1.1.0", success(3));

    assertThat(agent.process(1, wanted("1.0.0", 1))).isEqualTo(NO_PROBLEM);
    assertThat(agent.process(2, wanted("1.0.0", 2))).isEqualTo(NO_PROBLEM);
    assertThat(agent.process(3, wanted("1.1", 3))).isEqualTo(NO_PROBLEM);
    Status status = agent.statuses().get(0);
    assertThat(status.version()).isEqualTo("1.1.0");
    assertThat(status.state()).isEqualTo("Ready");
    assertThat(status.extension().orElseThrow().state()).contains("success");
    assertThat(agent.process(4, handler(NAME, "1.1.0", DISABLED, settings(NAME, 3))))
        .isEqualTo(NO_PROBLEM);
    assertThat(agent.process(5, handler(NAME, "1.1.0", UNINSTALL))).isEqualTo(NO_PROBLEM);

    assertThat(agent.calls())
        .containsExactly(
            "install 1.0.0 1",
            "enable 1.0.0 1",
            "enable 1.0.0 2",
            "disable 1.0.0 3",
            "update 1.1.0 3",
            "uninstall 1.0.0 3",
            "install 1.1.0 3",
            "enable 1.1.0 3",
            "disable 1.1.0 3",
            "uninstall 1.1.0 0");
    assertThat(agent.lib.resolve(NAME + "-1.1.0")).doesNotExist();
    assertThat(agent.logs.resolve(NAME + "/events")).isDirectory();
    assertThat(agent.statuses()).isEmpty();
  }

  private static String success(int sequenceNumber) {
    return "echo '[{\"version\": \"1.0\", \"status\": {\"status\": \"success\", \"code\": 0}}]' > status/"
        + sequenceNumber
        + ".status";
  }

  @Test
  void plansNothingRightAfterApplying() throws Exception {
    agent.publish(NAME, "1.0.0");
    agent.process(1, wanted("1.0.0", 1));
    assertThat(agent.plan(Goals.extensions(1, false, List.of(), wanted("1.0.0", 1))).changes())
        .isEmpty();
  }

  @Test
  void triesAFailedExtensionAgainOnlyForANewGoalStateOrStart() throws Exception {
    agent.publish(NAME, "1.0.0");
    agent.behaviour("install", "1.0.0", "exit 7");
    assertThat(agent.process(1, wanted("1.0.0", 1))).hasSize(1);
    var again = agent.plan(Goals.extensions(1, false, List.of(), wanted("1.0.0", 1)));
    assertThat(again.changes()).isEmpty();
    assertThat(again.settled()).isInstanceOf(Outcome.Failed.class);
    assertThat(((Outcome.Failed) again.settled()).code()).isEqualTo(1007);

    assertThat(agent.calls()).containsExactly("install 1.0.0 1");
    agent.process(2, wanted("1.0.0", 1));
    agent.start();
    agent.process(2, wanted("1.0.0", 1));
    assertThat(agent.calls()).containsExactly("install 1.0.0 1", "install 1.0.0 1");
  }

  @Test
  void enablesOnceMoreAfterARestartAndNeverInstallsAgain() throws Exception {
    agent.publish(NAME, "1.0.0");
    agent.process(1, wanted("1.0.0", 1));
    agent.start();
    agent.process(1, wanted("1.0.0", 1));
    agent.replaced();
    assertThat(agent.process(1, wanted("1.0.0", 1))).isEmpty();
    assertThat(agent.calls())
        .containsExactly("install 1.0.0 1", "enable 1.0.0 1", "enable 1.0.0 1");
    assertThat(agent.statuses()).hasSize(1);
  }

  @Test
  void downgradesWithTheOldVersionsUpdate() throws Exception {
    agent.publish(NAME, "1.0.0", "2.0.0");
    agent.process(1, wanted("2.0.0", 1));
    agent.calls();
    assertThat(agent.process(2, wanted("1.0.0", 2))).isEqualTo(NO_PROBLEM);
    assertThat(agent.calls())
        .containsExactly(
            "disable 2.0.0 2",
            "update 2.0.0 2",
            "uninstall 2.0.0 2",
            "install 1.0.0 2",
            "enable 1.0.0 2");
    assertThat(agent.environment("update", "2.0.0"))
        .containsEntry("VERSION", "1.0.0")
        .containsEntry("AZURE_GUEST_AGENT_UPDATING_FROM_VERSION", "1.0.0");
    assertThat(agent.lib.resolve(NAME + "-2.0.0")).doesNotExist();
  }

  @Test
  @Tag("D25")
  void doesNotDisableAnOldVersionThatIsNotEnabled() throws Exception {
    agent.publish(NAME, "1.0.0", "2.0.0");
    agent.behaviour("enable", "1.0.0", "exit 3");
    agent.process(1, wanted("1.0.0", 1));
    agent.calls();
    agent.process(2, wanted("2.0.0", 1));
    assertThat(agent.calls())
        .containsExactly(
            "update 2.0.0 1", "uninstall 1.0.0 1", "install 2.0.0 1", "enable 2.0.0 1");
    assertThat(agent.environment("update", "2.0.0"))
        .containsEntry("AZURE_GUEST_AGENT_DISABLE_CMD_EXIT_CODE", "NOT_RUN")
        .containsEntry("AZURE_GUEST_AGENT_UPDATING_FROM_VERSION", "1.0.0");
  }

  @Test
  void carriesStatusAndSequenceNumbersOver() throws Exception {
    agent.publish(NAME, "1.0.0", "2.0.0");
    agent.behaviour("enable", "1.0.0", success(1) + "; echo 1 > mrseq; echo 1 > a.mrseq");
    agent.process(1, wanted("1.0.0", 1));
    agent.process(2, wanted("2.0.0", 1));
    assertThat(agent.text(NAME + "-2.0.0/mrseq")).isEqualTo("1\n");
    assertThat(agent.text(NAME + "-2.0.0/a.mrseq")).isEqualTo("1\n");
    assertThat(agent.text(NAME + "-2.0.0/status/1.status")).contains("success");
  }

  @Test
  void skipsInstallOnUpdateWhereTheManifestSaysSo() throws Exception {
    agent.publish(NAME, "1.0.0");
    agent.artifacts.publish(
        NAME,
        "2.0.0",
        agent.handlerPackage().with("\"updateMode\": \"UpdateWithoutInstall\"").zip());
    agent.process(1, wanted("1.0.0", 1));
    agent.calls();
    agent.process(2, wanted("2.0.0", 1));
    assertThat(agent.calls())
        .containsExactly(
            "disable 1.0.0 1", "update 2.0.0 1", "uninstall 1.0.0 1", "enable 2.0.0 1");
    assertThat(agent.text(NAME + "-2.0.0/config/HandlerState")).isEqualTo("Enabled");
  }

  @Test
  @Tag("D26")
  @Tag("D28")
  @Tag("V4")
  void stopsAnUpdateWhereTheOldVersionFails() throws Exception {
    agent.publish(NAME, "1.0.0", "2.0.0");
    agent.process(1, wanted("1.0.0", 1));
    agent.behaviour("disable", "1.0.0", "exit 4");
    agent.calls();
    agent.process(2, wanted("2.0.0", 2));
    assertThat(agent.calls()).containsExactly("disable 1.0.0 2");
    Status status = agent.statuses().get(0);
    assertThat(status.version()).isEqualTo("2.0.0");
    assertThat(status.code()).isEqualTo(1008);
    assertThat(status.message().orElseThrow())
        .startsWith("Non-zero exit code: 4, ")
        .endsWith("; ContinueOnUpdate: False");

    agent.noBehaviour("disable", "1.0.0");
    assertThat(agent.process(3, wanted("2.0.0", 2))).isEqualTo(NO_PROBLEM);
    assertThat(agent.calls())
        .containsExactly(
            "disable 1.0.0 2",
            "update 2.0.0 2",
            "uninstall 1.0.0 2",
            "install 2.0.0 2",
            "enable 2.0.0 2");
  }

  @Test
  @Tag("D26")
  void goesOnWithAnUpdateWhereTheNewVersionDoesNotMind() throws Exception {
    agent.publish(NAME, "1.0.0");
    agent.artifacts.publish(
        NAME, "2.0.0", agent.handlerPackage().with("\"continueOnUpdateFailure\": \"True\"").zip());
    agent.process(1, wanted("1.0.0", 1));
    agent.behaviour("disable", "1.0.0", "exit 4");
    agent.behaviour("uninstall", "1.0.0", "exit 5");
    assertThat(agent.process(2, wanted("2.0.0", 2))).isEqualTo(NO_PROBLEM);
    assertThat(agent.environment("update", "2.0.0"))
        .containsEntry("AZURE_GUEST_AGENT_DISABLE_CMD_EXIT_CODE", "4");
    assertThat(agent.environment("install", "2.0.0"))
        .containsEntry("AZURE_GUEST_AGENT_UNINSTALL_CMD_EXIT_CODE", "5");
    assertThat(agent.environment("enable", "2.0.0"))
        .containsEntry("AZURE_GUEST_AGENT_UNINSTALL_CMD_EXIT_CODE", "5");
  }

  @Test
  @Tag("D26")
  void tellsExitCodesOfAnUpdateOnlyWithinIt() throws Exception {
    agent.publish(NAME, "1.0.0");
    agent.artifacts.publish(
        NAME, "2.0.0", agent.handlerPackage().with("\"continueOnUpdateFailure\": true").zip());
    agent.process(1, wanted("1.0.0", 1));
    agent.behaviour("uninstall", "1.0.0", "exit 5");
    agent.behaviour("enable", "2.0.0", "exit 6");
    agent.process(2, wanted("2.0.0", 2));
    assertThat(agent.environment("enable", "2.0.0"))
        .containsEntry("AZURE_GUEST_AGENT_UNINSTALL_CMD_EXIT_CODE", "5");
    agent.process(3, wanted("2.0.0", 2));
    assertThat(agent.environment("enable", "2.0.0"))
        .containsEntry("AZURE_GUEST_AGENT_UNINSTALL_CMD_EXIT_CODE", "NOT_RUN");
  }

  @Test
  @Tag("D26")
  void tellsThatACommandOfTheOldVersionTookTooLong() throws Exception {
    agent.publish(NAME, "1.0.0");
    agent.artifacts.publish(
        NAME, "2.0.0", agent.handlerPackage().with("\"continueOnUpdateFailure\": true").zip());
    agent.process(1, wanted("1.0.0", 1));
    agent.limits = Agent.limits(Duration.ofSeconds(2), Duration.ofSeconds(5));
    agent.replaced();
    agent.behaviour("disable", "1.0.0", "sleep 20");
    agent.process(2, wanted("2.0.0", 2));
    assertThat(agent.environment("update", "2.0.0"))
        .containsEntry("AZURE_GUEST_AGENT_DISABLE_CMD_EXIT_CODE", "1011");
  }

  @Test
  @Tag("D27")
  void marksAFailedUpgradeAndRecoversFromIt() throws Exception {
    agent.publish(NAME, "1.0.0", "2.0.0");
    agent.process(1, wanted("1.0.0", 1));
    agent.behaviour("update", "2.0.0", "exit 6");
    agent.process(2, wanted("2.0.0", 2));
    assertThat(agent.text(NAME + "-2.0.0/config/HandlerState")).isEqualTo("FailedUpgrade");
    assertThat(agent.statuses().get(0).code()).isEqualTo(1008);
    agent.noBehaviour("update", "2.0.0");
    agent.calls();
    assertThat(agent.process(3, wanted("2.0.0", 2))).isEqualTo(NO_PROBLEM);
    assertThat(agent.calls())
        .containsExactly(
            "update 2.0.0 2", "uninstall 1.0.0 2", "install 2.0.0 2", "enable 2.0.0 2");
    assertThat(agent.lib.resolve(NAME + "-1.0.0")).doesNotExist();
  }

  @Test
  @Tag("D29")
  void keepsWhatIsInstalledWhereUninstallNeedsNoManifest() throws Exception {
    agent.publish(NAME, "1.0.0");
    agent.process(1, wanted("1.0.0", 1));
    agent.calls();
    agent.artifacts.requests.clear();
    agent.process(2, handler(NAME, "9.9.9", UNINSTALL));
    assertThat(agent.calls()).containsExactly("disable 1.0.0 0", "uninstall 1.0.0 0");
    assertThat(agent.artifacts.requests).isEmpty();
  }

  @Test
  void abortsUninstallWhereDisableFailsAndIgnoresThatUninstallFails() throws Exception {
    agent.publish(NAME, "1.0.0");
    agent.process(1, wanted("1.0.0", 1));
    agent.behaviour("disable", "1.0.0", "exit 4");
    agent.calls();
    assertThat(agent.process(2, handler(NAME, "1.0.0", UNINSTALL))).hasSize(1);
    assertThat(agent.calls()).containsExactly("disable 1.0.0 0");
    assertThat(agent.statuses().get(0).code()).isEqualTo(1010);
    agent.noBehaviour("disable", "1.0.0");
    agent.behaviour("uninstall", "1.0.0", "exit 4");
    assertThat(agent.process(3, handler(NAME, "1.0.0", UNINSTALL))).isEqualTo(NO_PROBLEM);
    assertThat(agent.lib.resolve(NAME + "-1.0.0")).doesNotExist();
  }

  @Test
  @Tag("D41")
  void letsHandlersGoTheGoalStateDoesNotName() throws Exception {
    agent.publish(NAME, "1.0.0");
    agent.process(1, wanted("1.0.0", 1));
    Files.createDirectories(agent.lib.resolve("WALinuxAgent-9.9.9/config"));
    Files.createDirectories(agent.lib.resolve("history"));
    Files.createDirectories(agent.lib.resolve("backup-2020"));
    Files.writeString(agent.lib.resolve("Acme.Old__1.0.zip"), "x");
    agent.calls();
    agent.process(2);
    assertThat(agent.calls()).containsExactly("disable 1.0.0 1", "uninstall 1.0.0 1");
    assertThat(agent.lib.resolve(NAME + "-1.0.0")).doesNotExist();
    assertThat(agent.lib.resolve("Acme.Old__1.0.zip")).doesNotExist();
    assertThat(agent.lib.resolve("WALinuxAgent-9.9.9")).exists();
    assertThat(agent.lib.resolve("backup-2020")).exists();
    assertThat(agent.lib.resolve("history")).exists();
    agent.process(3, wanted("1.0.0", 1));
    assertThat(agent.calls()).containsExactly("install 1.0.0 1", "enable 1.0.0 1");
  }

  @Test
  void takesTheHighestVersionThatFits() throws Exception {
    agent.publish(NAME, "1.0.1", "1.0.10", "1.0.9", "1.1.0", "2.0.0");
    agent.process(1, handler(NAME, "1.0", ENABLED));
    assertThat(agent.calls()).containsExactly("install 1.0.10 0", "enable 1.0.10 0");
    assertThat(agent.lib.resolve(NAME + "-1.0.10/config/0.settings")).isEmptyFile();
    assertThat(agent.lib.resolve(NAME + "__1.0.10.zip")).doesNotExist();
  }

  @Test
  @Tag("D29")
  void reportsAVersionNobodyPublishes() throws Exception {
    agent.publish(NAME, "1.0.1");
    agent.process(1, wanted("3.0.0", 1));
    Status status = agent.statuses().get(0);
    assertThat(status.code()).isEqualTo(-1);
    assertThat(status.message().orElseThrow())
        .isEqualTo(
            "Failed to download artifacts: Unable to find version 3.0.0 in manifest for extension "
                + NAME);
    assertThat(agent.plugin().report().goalState().orElseThrow().success()).isTrue();
  }

  @Test
  void installsAndEnablesTenExtensionsQuickly() throws Exception {
    Handler[] handlers = new Handler[10];
    for (int i = 0; i < handlers.length; i++) {
      String name = "Acme.Part" + i;
      agent.publish(name, "1.0.0");
      handlers[i] = handler(name, "1.0.0", ENABLED, settings(name, 0));
    }
    agent.behaviour("install", "1.0.0", "sleep 0.01");
    agent.behaviour("enable", "1.0.0", "sleep 0.01; " + success(0));
    long begun = System.nanoTime();
    assertThat(agent.process(1, handlers)).isEqualTo(NO_PROBLEM);
    assertThat(agent.statuses()).hasSize(10).allMatch(s -> s.state().equals("Ready"));
    long millis = (System.nanoTime() - begun) / 1_000_000;
    assertThat(millis).isLessThan(20_000);
    System.getLogger("test").log(System.Logger.Level.INFO, "ten extensions: " + millis + " ms");
  }
}
