// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET https://a.blob.core.windows.net/c/x?sv=2020&sig=HIDE failed",
        "GET https://a.blob.core.windows.net/c/x?comp=list&SIG=HIDE",
        "see https://a/x?a=b&amp;se=2&amp;sig=HIDE here",
        "https://user:HIDE@proxy:8080/ refused",
        "login with password=HIDE, again",
        "{\"protectedSettings\": \"HIDE\"}",
        "{\\\"Password\\\": \\\"HIDE\\\"}",
        "AccountKey=HIDE;EndpointSuffix=x",
        "<UserPassword>HIDE</UserPassword>",
        "Authorization: Bearer HIDE",
        "-----BEGIN RSA PRIVATE KEY-----\nHIDE\n-----END RSA PRIVATE KEY----- after",
        "-----BEGIN PRIVATE KEY-----\nHIDE"
      })
  void secretsGo(String text) {
    assertThat(Redaction.of(text)).doesNotContain("HIDE").contains("<redacted>");
  }

  @Test
  void theRestStays() {
    String text = "enable ended: exit code=3, see https://docs.test/a?b=c for -----BEGIN CERT-----";
    assertThat(Redaction.of(text)).isEqualTo(text);
    assertThat(Redaction.of("https://h/x?sig=HIDE next"))
        .isEqualTo("https://h/x?sig=<redacted> next");
  }

  @Test
  void aLongTextIsNoBurden() {
    String long1 = "password=".repeat(100_000);
    String long2 = "-----BEGIN PRIVATE KEY-----".repeat(2_000) + "x".repeat(2_000_000);
    assertThat(Redaction.of(long1)).contains("<redacted>");
    assertThat(Redaction.of(long2)).isEqualTo("<redacted>");
  }
}
