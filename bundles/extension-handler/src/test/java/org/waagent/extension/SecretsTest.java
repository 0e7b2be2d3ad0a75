// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.goalstate.Extension;
import org.waagent.goalstate.RequestedState;
import org.waagent.goalstate.Secret;
import org.waagent.plugin.Change;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Plan;

/** What only the handler may read is in its settings file and nowhere else. */
final class SecretsTest {
  private static final String WEB = "Acme.Web";
  private static final String PROTECTED = "MIIBsecretOfTheHandler";
  private static final String SIGNATURE = "cGxlYXNlRG9udFRlbGw";

  @TempDir private Path folder;

  @Test
  void nothingTheBundleWritesOrSaysHasThem() throws Exception {
    Agent agent = new Agent(folder);
    agent.publish(WEB, "1.0.0");
    agent.behaviour(
        "enable",
        "1.0.0",
        "echo 'read https://a.example/b?sv=2020&sr=b&sig=" + SIGNATURE + "&x=y'; exit 3");
    Extension extension =
        new Extension(
            WEB,
            0,
            RequestedState.ENABLED,
            0,
            Optional.of("{\"a\": 1}"),
            Optional.of(Secret.of(PROTECTED)),
            Optional.empty());
    List<String> said = new ArrayList<>();
    Plan plan =
        agent.plan(
            Goals.extensions(
                1,
                false,
                List.of(),
                Goals.handler(WEB, "1.0.0", RequestedState.ENABLED, false, extension)));
    for (Change change : plan.changes()) {
      said.add(change.id() + change.description());
    }
    for (Outcome outcome : Agent.apply(plan)) {
      said.add(outcome.toString());
    }
    agent.statuses().forEach(status -> said.add(status.toString()));
    said.addAll(agent.machine.log().lines());

    assertThat(String.join("\n", said)).doesNotContain(PROTECTED).doesNotContain(SIGNATURE);
    assertThat(String.join("\n", said)).contains("sv=<redacted>");
    assertThat(agent.text("Acme.Web-1.0.0/config/0.settings")).contains(PROTECTED);
    assertThat(holding(PROTECTED))
        .containsExactly("var/lib/waagent/Acme.Web-1.0.0/config/0.settings");
    assertThat(holding(SIGNATURE)).containsExactly("notes/do-enable-1.0.0");
  }

  private List<String> holding(String text) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> content(file).contains(text))
          .map(file -> folder.relativize(file).toString())
          .toList();
    }
  }

  private static String content(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
