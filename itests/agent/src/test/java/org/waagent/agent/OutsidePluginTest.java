// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.waagent.agent.Agent.Answer;
import org.waagent.azurehost.StatusDocument;

/** A partner's bundle is a plugin like ours. */
final class OutsidePluginTest {
  private static final String NAME = "Acme.Motd";

  @RegisterExtension private final Scene scene = new Scene();

  @Test
  void showsUpInTheStatusAndInWhatAzureSees() throws Exception {
    Path folder = scene.agent().folder();
    Path sources = Scene.root().resolve("itests/agent/outside-plugin/src/main/java");
    Path bundle = OutsidePlugin.build(sources, folder);
    Path motd = folder.resolve("motd");
    Path installation =
        OutsidePlugin.install(Scene.installation(), folder.resolve("installation"), bundle);
    Agent agent = scene.use(installation, "Motd.File=" + motd, "Motd.Text=Hello from outside");

    agent.start();
    StatusDocument status =
        scene.host().awaitStatus(s -> s.handler(NAME).isReady(), Scene.PATIENCE);

    assertThat(motd).hasContent("Hello from outside\n");
    assertThat(status.handler(NAME).version()).isNotEmpty();
    Answer answer = agent.run("status");
    assertThat(answer.out()).contains(NAME);
    assertThat(agent.run("status", "--json").out()).contains("\"" + NAME + "\"");
    assertThat(agent.run("config", "check").out()).doesNotContain("Motd.");

    Files.writeString(
        agent.configuration(),
        Files.readString(agent.configuration()).replace("from outside", "again"));
    Pause.until("the new text", Scene.PATIENCE, () -> text(motd).equals("Hello again\n"));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }
}
