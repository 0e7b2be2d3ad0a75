// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waagent.extension.Goals.handler;
import static org.waagent.extension.Goals.settings;
import static org.waagent.goalstate.RequestedState.ENABLED;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.goalstate.Handler;
import org.waagent.plugin.Status;

/** Packages and manifests that are not as they should be. */
class DownloadTest {
  private static final String NAME = "Acme.Web";
  private static final Handler WANTED = handler(NAME, "1.0.0", ENABLED, settings(NAME, 1));

  private Agent agent;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    agent = new Agent(folder);
  }

  private Path zip() {
    return agent.lib.resolve(NAME + "__1.0.0.zip");
  }

  @Test
  @Tag("D22")
  void takesAPackageThatIsThere() throws Exception {
    agent.publish(NAME, "1.0.0");
    Files.write(zip(), agent.handlerPackage().zip());
    agent.process(1, WANTED);
    assertThat(agent.artifacts.requests).containsExactly(NAME);
    assertThat(agent.calls()).hasSize(2);
    assertThat(zip()).doesNotExist();
  }

  @Test
  @Tag("D22")
  void replacesABadPackageThatIsThere() throws Exception {
    agent.publish(NAME, "1.0.0");
    Files.writeString(zip(), "rest of a download");
    agent.process(1, WANTED);
    assertThat(agent.artifacts.requests).containsExactly(NAME, NAME + "/1.0.0");
    assertThat(agent.calls()).hasSize(2);
  }

  @Test
  @Tag("D21")
  @Tag("D22")
  void reportsABadPackageAndLeavesNothing() throws Exception {
    agent.artifacts.publish(NAME, "1.0.0", "no zip".getBytes());
    agent.processInTime(1, WANTED);
    assertThat(agent.artifacts.requests)
        .as("once more, as rubbish may come of a way that is bad now")
        .containsExactly(NAME, NAME + "/1.0.0", NAME, NAME + "/1.0.0");
    Status status = agent.statuses().get(0);
    assertThat(status.code()).isEqualTo(1001);
    assertThat(status.message().orElseThrow()).startsWith("Failed to download artifacts: ");
    assertThat(status.extension()).isEmpty();
    assertThat(zip()).doesNotExist();
    assertThat(agent.text(NAME + "-1.0.0/config/HandlerState")).isEqualTo("NotInstalled");
    assertThat(agent.lib.resolve(NAME + "-1.0.0/HandlerManifest.json")).doesNotExist();
    agent.publish(NAME, "1.0.0");
    assertThat(agent.process(2, WANTED)).isEmpty();
  }

  @Test
  void reportsAManifestNobodyGives() throws Exception {
    assertThat(agent.process(1, WANTED)).hasSize(1);
    Status status = agent.statuses().get(0);
    assertThat(status.code()).isEqualTo(-1);
    assertThat(status.message())
        .contains("Failed to download artifacts: Failed to get ext handler pkgs: 404 for Acme.Web");
  }

  @Test
  void reportsAManifestOfThePackageThatMakesNoSense() throws Exception {
    agent.artifacts.publish(
        NAME, "1.0.0", agent.handlerPackage().file("HandlerManifest.json", "[{}]").zip());
    agent.process(1, WANTED);
    assertThat(agent.statuses().get(0).code()).isEqualTo(1003);
  }

  @Test
  void reportsAFailureOnAnInstalledVersionThatStillFits() throws Exception {
    agent.publish(NAME, "1.0.0");
    agent.process(1, handler(NAME, "1.0", ENABLED, settings(NAME, 1)));
    FakeArtifacts gone = agent.artifacts;
    gone.withdraw(NAME);
    agent.process(2, handler(NAME, "1.0", ENABLED, settings(NAME, 2)));
    Status status = agent.statuses().get(0);
    assertThat(status.version()).isEqualTo("1.0.0");
    assertThat(status.code()).isEqualTo(-1);
  }
}
