// SPDX-License-Identifier: Apache-2.0
package org.waagent.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionsTest {
  private static final Path SHIPPED = Path.of("../../config/completions");

  @TempDir private Path folder;

  @BeforeEach
  void fill() throws IOException {
    for (String name : List.of("waagent.bash", "_waagent")) {
      Files.copy(SHIPPED.resolve(name), folder.resolve(name));
    }
    Completions completions = new Completions();
    completions.add(
        List.of(
            "status\teither\tShows what it does: [--json] [--wait[=SECONDS]]",
            "config\teither\tCheck waagent.conf ('check [FILE]') or list its keys ('keys').",
            "deprovision+user\tone_shot\tWith the account's data: [-force] [--dry-run]",
            "extensions\teither\tShows extension-handlers: [list|plan] [--json]"));
    completions.fill(folder);
  }

  /** What bash offers behind these words. */
  private String offered(String... words) throws IOException, InterruptedException {
    String line = "waagent " + String.join(" ", words);
    String script =
        "source '%s'\nCOMP_WORDS=(waagent %s)\nCOMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n"
            + "COMP_LINE='%s'\nCOMP_POINT=${#COMP_LINE}\ncompopt() { :; }\n_waagent\n"
            + "echo \"${COMPREPLY[*]}\"\n";
    String quoted = "'" + String.join("' '", words) + "'";
    Process bash =
        new ProcessBuilder(
                "bash", "-c", String.format(script, folder.resolve("waagent.bash"), quoted, line))
            .redirectErrorStream(true)
            .start();
    String out = new String(bash.getInputStream().readAllBytes()).strip();
    assertThat(bash.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return out;
  }

  @Test
  void bashOffersCommandsThenWhatACommandTakes() throws Exception {
    assertThat(offered("sta")).isEqualTo("start status");
    assertThat(offered("deprov")).isEqualTo("deprovision+user");
    assertThat(offered("status", "")).isEqualTo("--json --wait");
    assertThat(offered("-verbose", "extensions", "")).isEqualTo("list plan --json");
    assertThat(offered("config", "")).isEqualTo("check keys");
    assertThat(offered("deprovision+user", "")).isEqualTo("-force --dry-run");
    assertThat(offered("deprovision+user", "-f")).isEqualTo("-force");
    assertThat(offered("-conf")).isEqualTo("-configuration-path: -conf=");
  }

  @Test
  void nothingIsLeftToFillIn() throws IOException {
    assertThat(Files.readString(folder.resolve("_waagent")))
        .doesNotContain("@VERBS@", "@CASES@")
        .contains("'status:Shows what it does'", "config) compadd -- check keys ;;")
        .contains("('\\''check [FILE]'\\'')");
    assertThat(Files.readString(folder.resolve("waagent.bash"))).doesNotContain("@VERBS@");
  }
}
