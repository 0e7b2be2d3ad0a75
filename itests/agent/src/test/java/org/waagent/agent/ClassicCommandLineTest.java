// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.waagent.agent.Agent.Answer;

/** Command lines of old, and what the agent of old would have answered, or should have. */
final class ClassicCommandLineTest {
  @RegisterExtension private final Scene scene = new Scene();

  @Test
  @Tag("S41")
  void helpListsEveryCommandAndFlag() {
    for (String[] words : new String[][] {{}, {"?"}, {"-usage"}, {"/help"}}) {
      Answer help = scene.agent().run(words);
      assertThat(help.code()).isZero();
      assertThat(help.out())
          .contains("usage: waagent ", "-verbose", "-force", "-configuration-path:")
          .contains("daemon", "start", "version", "deprovision+user", "register-service")
          .contains("show-configuration", "collect-logs", "run-exthandlers", "timeline");
    }
  }

  @Test
  @Tag("S50")
  void versionHasTheThreeLinesThatToolsRead() {
    List<String> lines = scene.agent().run("-version").out().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).matches("waagent-\\d+\\.\\d+\\.\\d+ running on \\S+.*");
    assertThat(lines.get(1)).matches("Java: \\S+");
    assertThat(lines.get(2)).matches("Goal state agent: \\d+\\.\\d+\\.\\d+");
  }

  @Test
  void wrongWordsAreErrorsWithTheUsageOnStandardError() {
    for (String[] words :
        new String[][] {{"-collect-logs", "-notvalid"}, {"versionfoo"}, {"daemon", "nonsense"}}) {
      Answer answer = scene.agent().run(words);
      assertThat(answer.code()).as(String.join(" ", words)).isEqualTo(2);
      assertThat(answer.err()).contains("sage");
    }
  }

  @Test
  void ofSeveralCommandsTheLastIsRun() {
    Answer answer = scene.agent().run("deprovision", "-deprovision+user", "--version");
    assertThat(answer.code()).isZero();
    assertThat(answer.out()).startsWith("waagent-");
  }

  @Test
  void aWordWhoseBundleIsMissingSaysWhichOneItIs() {
    Answer answer =
        scene.agent().with(Map.of("WAAGENT_FEATURE", "report-ready")).run("-serialconsole");
    assertThat(answer.code()).isEqualTo(6);
    assertThat(answer.err()).contains("the bundle kernel brings it");
  }

  /** The effective configuration that the agent of old tells for the same lines. */
  @Test
  void showConfigurationTellsWhatTheAgentOfOldTold() {
    scene
        .agent()
        .configure(
            scene.configuration(
                "Provisioning.SshHostKeyPairType=rsa # comment",
                "Provisioning.DecodeCustomData=n#comment",
                "OS.EnableFIPS=y#comment",
                "OS.SshClientAliveInterval=42#comment '#' more",
                "OS.SshDir=/notareal/path",
                "OS.EnableFirewall=n",
                "OS.RootDeviceScsiTimeout=300",
                "Provisioning.DeleteRootPassword=y",
                "ResourceDisk.MountOptions=None",
                "Logs.Collect=y"));

    assertThat(scene.agent().run("-show-configuration").out().lines())
        .contains(
            "DVD.MountPoint = /mnt/cdrom/secure",
            "EnableOverProvisioning = True",
            "Extensions.Enabled = True",
            "Extensions.WaitForCloudInit = False",
            "Extensions.WaitForCloudInitTimeout = 3600",
            "HttpProxy.Host = None",
            "Logs.Collect = True",
            "Logs.CollectPeriod = 3600",
            "Logs.Verbose = False",
            "OS.AllowHTTP = False",
            "OS.EnableFIPS = True",
            "OS.EnableFirewall = False",
            "OS.RootDeviceScsiTimeout = 300",
            "OS.SshClientAliveInterval = 42",
            "OS.SshDir = /notareal/path",
            "Policy.PolicyFilePath = /etc/waagent_policy.json",
            "Provisioning.DecodeCustomData = False",
            "Provisioning.DeleteRootPassword = True",
            "Provisioning.SshHostKeyPairType = rsa",
            "ResourceDisk.MountOptions = None");
  }

  @Test
  @Tag("S39")
  void theFlagVerboseMakesTheLogTellMore() {
    scene.agent().start();
    scene.host().awaitStatus(s -> true, Scene.PATIENCE);
    scene.agent().stop();
    assertThat(scene.agent().log()).doesNotContain(" VERBOSE ");
    scene.agent().start("-verbose");
    Pause.until("detail", Scene.PATIENCE, () -> scene.agent().log().contains(" VERBOSE "));
  }

  @Test
  void theTimelineIsThereWhileTheAgentRunsAndAfterwards() throws Exception {
    scene.agent().start();
    scene.host().awaitStatus(s -> true, Scene.PATIENCE);
    Answer live = scene.agent().run("timeline");
    assertThat(live.code()).isZero();
    assertThat(live.out())
        .contains("start: java", "start: framework", "bundle: org.waagent.core")
        .containsPattern("done +agent: first goal state")
        .containsPattern("done +agent: ready report");

    scene.agent().stop();

    assertThat(scene.lib("state", "core", "timeline.json")).exists();
    assertThat(scene.agent().run("timeline", "--svg").out())
        .startsWith("<svg ")
        .contains("agent: first goal state (")
        .endsWith("</svg>\n");
    assertThat(Files.readString(scene.lib("state", "core", "timeline.json")))
        .contains("extension-handler");
  }
}
