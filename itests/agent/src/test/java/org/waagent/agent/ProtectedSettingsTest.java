// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.waagent.azurehost.GoalState;

/** What only the handler may read. */
final class ProtectedSettingsTest {
  private static final String NAME = "Test.Secret";
  private static final String SECRET = "open-sesame-1001";

  /** As handlers in the field do it: the key lies two levels above the configuration folder. */
  private static final String DECRYPT =
      """
      value() { sed -n 's/.*"'"$1"'": *"\\([^"]*\\)".*/\\1/p' "config/$seq.settings"; }
      thumb=$(value protectedSettingsCertThumbprint)
      value protectedSettings | base64 -d > cipher
      openssl cms -decrypt -inform DER -in cipher -inkey "config/../../$thumb.prv" \\
        -recip "config/../../$thumb.crt" > plain || exit 4
      """;

  @RegisterExtension private final Scene scene = new Scene();

  @Test
  void aHandlerOpensThemWithTheKeyBesideItsFolder() throws Exception {
    run();

    assertThat(scene.json(NAME + "-1.0.0", "plain").getAsJsonObject().get("word").getAsString())
        .isEqualTo(SECRET);
    String thumbprint = scene.host().tenantCertificate().thumbprint();
    assertThat(scene.text(NAME + "-1.0.0", "config", "0.settings"))
        .contains("\"protectedSettingsCertThumbprint\": \"" + thumbprint + "\"");
    assertThat(Scene.mode(scene.lib(thumbprint + ".prv"))).isIn("rw-------", "r--------");
  }

  @Test
  void theyAreNowhereInTheClear() throws Exception {
    run();

    assertThat(scene.agent().log()).doesNotContain(SECRET);
    assertThat(scene.host().lastStatus().orElseThrow().text()).doesNotContain(SECRET);
    List<Path> leaks =
        files(scene.agent().folder()).stream()
            .filter(file -> !file.endsWith(Path.of(NAME + "-1.0.0", "plain")))
            .filter(file -> content(file).contains(SECRET))
            .toList();
    assertThat(leaks).isEmpty();
  }

  private void run() {
    scene
        .host()
        .publish(
            GoalState.of(
                scene
                    .handler(NAME)
                    .on("enable", DECRYPT)
                    .extension()
                    .settings("{\"color\": \"blue\"}")
                    .protectedSettings("{\"word\": \"" + SECRET + "\"}")));
    scene.agent().start();
    scene.awaitSuccess(NAME, 0);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static String content(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }
}
