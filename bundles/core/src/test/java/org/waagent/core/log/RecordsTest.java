// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.osgi.service.log.LogLevel;
import org.waagent.core.loop.Causes;

class RecordsTest {
  private static final Pattern CLASSIC =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z (VERBOSE|INFO|WARNING|ERROR) \\S+"
              + " (Daemon|ExtHandler|LogCollector|\\[\\S+\\]) .+\n");

  @Test
  void writesTheClassicLine() {
    assertThat(line(TestEntry.of(LogLevel.INFO, "hello")))
        .isEqualTo("2026-11-21T18:25:58.123000Z INFO ExtHandler ExtHandler hello\n")
        .matches(CLASSIC);
  }

  @Test
  void takesTheHandlerFromTheFrontOfAMessage() {
    assertThat(line(TestEntry.of(LogLevel.WARN, "[Acme.Tool-1.2.3] is late")))
        .endsWith(" WARNING ExtHandler [Acme.Tool-1.2.3] is late\n")
        .matches(CLASSIC);
    assertThat(line(TestEntry.of(LogLevel.INFO, "[HEARTBEAT] Agent is running")))
        .endsWith(" ExtHandler [HEARTBEAT] Agent is running\n");
  }

  @Test
  void keepsAMessageOnOneLineSoThatNobodyForgesARecord() {
    assertThat(line(TestEntry.of(LogLevel.INFO, "a\n2026-01-01 fake\r\u0007é")))
        .endsWith(" a\\n2026-01-01 fake\\r\\u0007é\n")
        .matches(CLASSIC);
  }

  @Test
  void cutsSecrets() {
    assertThat(line(TestEntry.of(LogLevel.ERROR, "PUT https://a.test/b?x=1&sig=secret refused")))
        .endsWith("PUT https://a.test/b?x=1&<redacted> refused\n");
  }

  @Test
  void cutsSecretsOfEveryCause() {
    Throwable root =
        new IllegalArgumentException(
            "-----BEGIN PRIVATE KEY-----\nMIItopsecret\n-----END PRIVATE KEY-----");
    Throwable middle = new IllegalStateException("{\"adminPassword\": \"topsecret\"}", root);
    Throwable top =
        new IllegalStateException("PUT https://a.test/b?comp=page&amp;SIG=topsecret", middle);
    TestEntry entry = new TestEntry(1, LogLevel.ERROR, "x", Causes.text(top), top);
    for (boolean verbose : new boolean[] {false, true}) {
      String text = LineFormat.lines(Records.of(entry, verbose).orElseThrow(), verbose);
      assertThat(text).doesNotContain("topsecret").contains("<redacted>");
    }
  }

  @Test
  @Tag("S73")
  void tellsDetailOnlyWhenVerbose() {
    assertThat(Records.of(TestEntry.of(LogLevel.DEBUG, "detail"), false)).isEmpty();
    assertThat(Records.of(TestEntry.of(LogLevel.DEBUG, "detail"), true)).isPresent();
    TestEntry failed =
        new TestEntry(1, LogLevel.ERROR, "x", "it failed", new IllegalStateException("why"));
    assertThat(line(failed))
        .endsWith("it failed: java.lang.IllegalStateException: why\n")
        .hasLineCount(1);
    String verbose = LineFormat.lines(Records.of(failed, true).orElseThrow(), true);
    assertThat(verbose).contains("\n    java.lang.IllegalStateException: why\n    at org.waagent");
  }

  @Test
  void leavesOutTheFrameworksOwnEventsButNotItsTroubles() {
    TestEntry event = new TestEntry(1, LogLevel.INFO, "Events.Bundle", "STARTED", null);
    TestEntry trouble = new TestEntry(1, LogLevel.ERROR, "Events.Framework", "ERROR", null);
    assertThat(Records.of(event, true)).isEmpty();
    assertThat(Records.of(trouble, false)).isPresent();
  }

  @Test
  void givesTheJournalThePriorityAndNoTime() {
    Record error = Records.of(TestEntry.of(LogLevel.ERROR, "bad"), false).orElseThrow();
    Record handler =
        Records.of(TestEntry.of(LogLevel.INFO, "[Acme.Tool-1.2.3] ok"), false).orElseThrow();
    assertThat(LineFormat.journal(error, false)).isEqualTo("<3>bad\n");
    assertThat(LineFormat.journal(handler, false)).isEqualTo("<6>[Acme.Tool-1.2.3] ok\n");
  }

  private static String line(TestEntry entry) {
    return LineFormat.lines(Records.of(entry, false).orElseThrow(), false);
  }
}
