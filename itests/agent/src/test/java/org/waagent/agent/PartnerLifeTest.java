// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.waagent.azurehost.life.Finding;
import org.waagent.azurehost.life.Life;
import org.waagent.azurehost.life.LifeOptions;
import org.waagent.azurehost.life.Rule;
import org.waagent.azurehost.life.Verdict;

/** What a partner is told of a package, with the built agent. */
final class PartnerLifeTest {
  private static final String SECRET = "p4rtner-s3cret";

  private final ByteArrayOutputStream told = new ByteArrayOutputStream();

  @Test
  @Tag("V3")
  void aGoodHandlerPasses() {
    Verdict verdict = life("good-1.0.0");

    assertThat(verdict.findings().stream().filter(f -> f.rule() != Rule.ISOLATION))
        .as(text())
        .isEmpty();
    assertThat(verdict.passed())
        .contains(
            Rule.MANIFEST,
            Rule.COMMANDS,
            Rule.EXIT_CODES,
            Rule.STATUS_SUCCESS,
            Rule.STATUS_FORM,
            Rule.SEQUENCE,
            Rule.ENABLE_AGAIN,
            Rule.REBOOT,
            Rule.NEW_SETTINGS,
            Rule.KILL,
            Rule.UPDATE,
            Rule.DISABLE,
            Rule.UNINSTALL,
            Rule.PROCESSES,
            Rule.SECRETS,
            Rule.HEARTBEAT);
    assertThat(text())
        .containsSubsequence(
            "install 1.0.0 #0",
            "enable 1.0.0 #0",
            "disable 1.0.0 #3",
            "update 1.0.1 #3",
            "uninstall 1.0.0 #3",
            "install 1.0.1 #3",
            "enable 1.0.1 #3",
            "disable 1.0.1 #3",
            "uninstall 1.0.1 #3",
            "PASS: ");
  }

  @Test
  void aBadHandlerIsToldEachFault() {
    Verdict verdict = life("bad-1.0.0");

    assertThat(verdict.failed())
        .as(text())
        .contains(
            Rule.COMMANDS,
            Rule.EXIT_CODES,
            Rule.STATUS_WRITTEN,
            Rule.SEQUENCE,
            Rule.NEW_SETTINGS,
            Rule.UPDATE,
            Rule.UNINSTALL,
            Rule.PROCESSES,
            Rule.SECRETS,
            Rule.EVENTS,
            Rule.HEARTBEAT);
    assertThat(verdict.findings())
        .extracting(Finding::rule)
        .contains(Rule.MANIFEST, Rule.STATUS_FORM);
    assertThat(text())
        .contains("bin/update, which is not in the package", "sleep 3600", "FAIL: ")
        .doesNotContain(SECRET);
  }

  private Verdict life(String example) {
    Path handler = Scene.root().resolve("itests/azure-host/examples").resolve(example);
    Path agent = Scene.installation().resolve("bin/waagent");
    PrintStream out = new PrintStream(told, true, StandardCharsets.UTF_8);
    return Life.of(
        LifeOptions.of(agent, handler).protecting("{\"password\": \"" + SECRET + "\"}"), out);
  }

  private String text() {
    return told.toString(StandardCharsets.UTF_8);
  }
}
