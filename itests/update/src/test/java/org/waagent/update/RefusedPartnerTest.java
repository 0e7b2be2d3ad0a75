// SPDX-License-Identifier: Apache-2.0
package org.waagent.update;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.waagent.agent.Agent;
import org.waagent.agent.Pause;

/** What a partner did not get is told to the owner of the machine wherever he looks. */
final class RefusedPartnerTest {
  private static final String API = "[1.2,2)";
  private static final String REFUSED = "eature acme may not read /etc/hostname";
  private static final int MAY_NOT = 10;

  @RegisterExtension private final UpdateScene scene = new UpdateScene();

  @BeforeEach
  void start() throws IOException {
    Files.createDirectories(scene.dropIn());
    scene.started();
  }

  private String ask(String... words) {
    Agent.Answer answer = scene.agent().run(words);
    assertThat(answer.err()).as("%s", answer).isEmpty();
    return answer.out();
  }

  private List<String> troubles() {
    JsonArray told =
        JsonParser.parseString(ask("status", "--json"))
            .getAsJsonObject()
            .getAsJsonArray("features");
    List<String> troubles = new ArrayList<>();
    told.forEach(one -> troubles.add(one.getAsString()));
    return troubles;
  }

  @Test
  void whatItDoesNotDeclareIsRefusedAndNamed() throws Exception {
    assertThat(troubles()).isEmpty();

    scene.install(scene.workshop().partner(API, "Curious", "org.waagent.os.Files")).isGood();

    Pause.until("the refusal is logged", UpdateScene.PATIENCE, this::isLogged);
    assertThat(ask("features", "list")).contains("asked for 1 things it does not declare");
    assertThat(ask("features", "explain", "acme")).contains("read /etc/hostname");
    assertThat(troubles()).singleElement().asString().contains(REFUSED);
    assertThat(ask("status")).contains("Features:\n  f" + REFUSED).contains("Acme.Curious");
    assertThat(ask("status")).doesNotContain("nobody kept me from it");
  }

  private boolean isLogged() {
    return scene.agent().log().contains("F" + REFUSED);
  }

  @Test
  void aPortThatItDoesNotDeclareKeepsItOut() throws Exception {
    Path archive = scene.workshop().pack(scene.workshop().partner(API, "Curious"));
    Agent.Answer answer = scene.agent().run("features", "install", archive.toString(), "--yes");

    assertThat(answer.code()).as("%s", answer).isEqualTo(MAY_NOT);
    assertThat(answer.err() + answer.out()).contains("org.waagent.os.Files");
    assertIsTold("acme-1.0.0.zip");

    Files.move(archive, scene.dropIn().resolve("dropped.zip"));
    Pause.until(
        "that one is told",
        UpdateScene.PATIENCE,
        () -> String.join("", troubles()).contains("dropped.zip"));
    assertIsTold("dropped.zip");
    assertThat(scene.features().committed()).isEqualTo(Features.INSTALLED);

    scene.install(scene.workshop().partner(API)).isGood();
    assertThat(troubles()).isEmpty();
  }

  /** Whoever looks later is told of the last one. */
  private void assertIsTold(String archive) {
    assertThat(troubles())
        .singleElement()
        .asString()
        .contains(archive + " may not be installed")
        .contains("org.waagent.os.Files");
    assertThat(ask("status")).contains("Features:\n  update " + archive + " may not be installed");
    assertThat(ask("features")).contains("last: " + archive + " may not be installed");
  }
}
