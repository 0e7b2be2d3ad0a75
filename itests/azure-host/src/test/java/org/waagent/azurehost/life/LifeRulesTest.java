// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of packages and statuses without an agent. */
class LifeRulesTest {
  private static final String GOOD =
      """
      [{"version": 1.0, "timestampUTC": "2026-01-01T00:00:00Z", "status": {"name": "a",
        "operation": "enable", "status": "WORD", "code": 0,
        "formattedMessage": {"lang": "en-US", "message": "TEXT"}}}]
      """;

  @TempDir private Path folder;
  private final Verdict verdict = new Verdict();

  @Test
  void aRightStatusPasses() throws Exception {
    status(GOOD.replace("WORD", "success"));
    assertThat(verdict.findings()).isEmpty();
    assertThat(verdict.passed()).contains(Rule.STATUS_FORM, Rule.STATUS_SIZE);
  }

  @Test
  void failedIsAHintAndOtherWordsFail() throws Exception {
    status(GOOD.replace("WORD", "failed"));
    assertThat(verdict.warned()).contains(Rule.STATUS_FORM);
    status(GOOD.replace("WORD", "Done"));
    assertThat(verdict.failed()).contains(Rule.STATUS_FORM);
  }

  @Test
  void aStatusThatIsTooLargeFailsAndALongMessageIsAHint() throws Exception {
    status(GOOD.replace("WORD", "success").replace("TEXT", "x".repeat(2000)));
    assertThat(verdict.warned()).contains(Rule.STATUS_SIZE);
    status(GOOD.replace("WORD", "success").replace("TEXT", "x".repeat(200_000)));
    assertThat(verdict.failed()).contains(Rule.STATUS_SIZE);
  }

  @Test
  void halfAStatusAndAnObjectFail() throws Exception {
    status("[{\"status\": ");
    status("{\"status\": {}}");
    assertThat(verdict.findings()).hasSize(2);
    assertThat(verdict.failed()).containsExactly(Rule.STATUS_FORM);
  }

  @Test
  void windowsLineEndsAndMarksAreNamed() {
    look("#!/bin/sh\r\nexit 0\r\n");
    look("\ufeff#!/bin/sh\n");
    look("#!/missing/interpreter\n");
    assertThat(verdict.findings().toString())
        .contains("Windows line ends", "byte order mark", "/missing/interpreter");
    assertThat(verdict.failed()).containsExactly(Rule.COMMANDS);
  }

  @Test
  void aManifestThatCannotBeUsedIsToldAndEndsTheLife() {
    for (String text : List.of("{", "{}", "[]", "[{\"name\": 1}]")) {
      Verdict own = new Verdict();
      PackageFiles content = files(Map.of(HandlerManifest.FILE, text));
      assertThat(HandlerManifest.read(content, own)).as(text).isEmpty();
      assertThat(own.failed()).containsExactly(Rule.MANIFEST);
    }
  }

  @Test
  void aStatusForAnotherNumberFails() throws Exception {
    Instant begun = Instant.now().minusSeconds(10);
    Files.writeString(folder.resolve("0.status"), "");
    Files.writeString(folder.resolve("2.status"), "");
    new SequenceRules(verdict).look(folder, 1, begun);
    assertThat(verdict.findings()).hasSize(2);
    Verdict later = new Verdict();
    Files.delete(folder.resolve("2.status"));
    new SequenceRules(later).look(folder, 1, Instant.now().plusSeconds(10));
    assertThat(later.passed()).contains(Rule.SEQUENCE);
  }

  @Test
  void secretsAreFoundInLogsAndNeverRepeated() throws Exception {
    SecretRules secrets = new SecretRules(verdict, Optional.of("{\"a\": [{\"b\": \"hunter22\"}]}"));
    Files.writeString(folder.resolve("log"), "the password is hunter22");
    secrets.logs(folder);
    assertThat(verdict.failed()).containsExactly(Rule.SECRETS);
    assertThat(verdict.findings().toString()).doesNotContain("hunter22");
  }

  @Test
  void wrongUsageIsCode2AndSaysWhy() {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    LifeCommand command = new LifeCommand(new PrintStream(said), new PrintStream(said));
    assertThat(command.run()).isEqualTo(2);
    assertThat(command.run("--agent", "/bin/sh", "/missing.zip")).isEqualTo(2);
    assertThat(command.run("--agent", "/bin/sh", "--timeout", "soon", folder.toString()))
        .isEqualTo(2);
    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("no package given", "/missing.zip does not exist", "soon", "usage:");
  }

  private void status(String text) throws Exception {
    Path file = Files.writeString(folder.resolve("0.status"), text);
    new StatusRules(verdict, "0.status", StatusFile.read(file).orElseThrow()).look();
  }

  private void look(String program) {
    String commands =
        "{\"installCommand\": \"p\", \"enableCommand\": \"p\", \"updateCommand\": \"/p x\","
            + " \"disableCommand\": \"p\", \"uninstallCommand\": \"p\"}";
    String manifest = "[{\"handlerManifest\": " + commands + "}]";
    PackageFiles content = files(Map.of(HandlerManifest.FILE, manifest, "p", program));
    new PackageRules(content, HandlerManifest.read(content, verdict).orElseThrow(), verdict).look();
  }

  private static PackageFiles files(Map<String, String> texts) {
    Map<String, byte[]> files = new TreeMap<>();
    texts.forEach((name, text) -> files.put(name, text.getBytes(StandardCharsets.UTF_8)));
    return new PackageFiles(files, List.of());
  }
}
