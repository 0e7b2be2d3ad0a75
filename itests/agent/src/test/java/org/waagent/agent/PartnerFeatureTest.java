// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.waagent.agent.Agent.Answer;

/** The feature of the partner template, put into a running agent and taken out again. */
final class PartnerFeatureTest {
  private static final String NAME = "Example.Greeting";
  private static final String FEATURE = "example.greeting";

  @RegisterExtension private final Scene scene = new Scene();

  @Test
  void isInstalledExplainedAndRemovedWhileTheAgentRuns() {
    Path archive =
        Scene.root().resolve("features/partner-template/target/example.greeting-1.0.0.zip");
    assertThat(archive).as("the archive the build made").exists();
    Agent agent =
        scene.use(
            Scene.installation(),
            "Features.AllowUnsigned=y",
            "Features.DropInDir=" + scene.agent().folder().resolve("features.d"),
            "Greeting.Text=Good day");
    agent.start();
    scene.host().awaitStatus(status -> !status.handler(NAME).isPresent(), Scene.PATIENCE);
    Pause.until("the verb", Scene.PATIENCE, () -> agent.run("features", "verify").code() == 0);

    Answer asked = agent.run("features", "install", archive.toString());
    assertThat(asked.code()).isEqualTo(11);
    assertThat(asked.out()).contains("uses org.waagent.os.Files").contains("not signed");

    Answer installed = agent.run("features", "install", archive.toString(), "--yes");
    assertThat(installed.code()).as(installed.out() + installed.err()).isZero();
    scene.host().awaitStatus(status -> status.handler(NAME).isReady(), Scene.PATIENCE);
    assertThat(agent.lib().resolve("state/example.greeting/greeting")).hasContent("Good day\n");

    assertThat(agent.run("features", "list").out()).contains(FEATURE + " 1.0.0, partner");
    assertThat(agent.run("features", "explain", FEATURE).out()).contains("com.example.greeting");
    assertThat(agent.run("features", "verify").out()).contains("com.example.greeting-1.0.0");

    Answer removed = agent.run("features", "remove", FEATURE);
    assertThat(removed.code()).as(removed.out() + removed.err()).isZero();
    scene.host().awaitStatus(status -> !status.handler(NAME).isPresent(), Scene.PATIENCE);
    assertThat(agent.run("features", "list").out()).doesNotContain(FEATURE + " 1.0.0");
  }
}
