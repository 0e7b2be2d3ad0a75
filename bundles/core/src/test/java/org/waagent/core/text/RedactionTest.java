// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RedactionTest {
  @Test
  void cutsASignatureThatBeginsTheQuery() {
    assertThat(Redaction.of("get https://a.test/b?sv=2018&sr=b&sig=x%3D&se=1 failed"))
        .isEqualTo("get https://a.test/b?<redacted> failed");
  }

  @Test
  void cutsASignatureAnywhereInTheQueryInAnyCase() {
    assertThat(Redaction.of("HTTPS://a.test/b?comp=page&SIG=secret"))
        .isEqualTo("HTTPS://a.test/b?comp=page&<redacted>");
    assertThat(Redaction.of("http://a.test/b?x=1;sp=rw&amp;sig=secret end"))
        .isEqualTo("http://a.test/b?x=1;<redacted> end");
  }

  @Test
  void cutsEveryUrlOfAText() {
    assertThat(Redaction.of("https://a.test/?sig=1 and https://b.test/?sig=2"))
        .isEqualTo("https://a.test/?<redacted> and https://b.test/?<redacted>");
  }

  @Test
  void leavesOtherQueriesAndTextsAlone() {
    assertThat(Redaction.of("https://a.test/b?design=1&respect=2"))
        .isEqualTo("https://a.test/b?design=1&respect=2");
    assertThat(Redaction.of("sig=1 is no url?")).isEqualTo("sig=1 is no url?");
  }

  @Test
  void cutsSignaturesWhereTheSlashesOfAUrlAreEscaped() {
    assertThat(Redaction.of("{\"url\":\"https:\\/\\/a.test\\/b?x=1&sig=secret\"}"))
        .isEqualTo("{\"url\":\"https:\\/\\/a.test\\/b?x=1&<redacted>\"}");
    assertThat(Redaction.of("https:\\/\\/me:secret@a.test\\/b and http://a.test/?sig=secret"))
        .isEqualTo("https:\\/\\/me:<redacted>@a.test\\/b and http://a.test/?<redacted>");
  }

  @Test
  void cutsAPasswordThatLooksLikeAQuery() {
    assertThat(Redaction.of("http://me:p%3fsig=x@proxy.test:80/?sig=y and so on"))
        .isEqualTo("http://me:<redacted>@proxy.test:80/?<redacted> and so on");
    assertThat(Redaction.of("http://me:p%3fsig=x@proxy.test"))
        .isEqualTo("http://me:<redacted>@proxy.test");
  }

  @Test
  void cutsOtherSecrets() {
    assertThat(Redaction.of("Authorization: Bearer abc")).isEqualTo("Authorization: <redacted>");
    assertThat(Redaction.of("<UserPassword>pw</UserPassword>"))
        .isEqualTo("<UserPassword><redacted></UserPassword>");
    assertThat(Redaction.of("{\"protectedSettings\": \"MIIB\", \"a\": 1}"))
        .isEqualTo("{\"protectedSettings\": \"<redacted>\", \"a\": 1}");
  }

  @Test
  void cutsASignatureWhoseSeparatorsAreEscaped() {
    for (String query :
        new String[] {
          "a=1\\u0026sig=topsecret",
          "a=1%26sig%3Dtopsecret",
          "a=1&amp;SIG=topsecret",
          "sig=topsecret"
        }) {
      String text = "{\"url\":\"https://b.test/c?" + query + "\",\"next\":true}";
      assertThat(Redaction.of(text))
          .doesNotContain("topsecret")
          .endsWith("<redacted>\",\"next\":true}");
    }
  }

  @Test
  void cutsThePasswordOfAUrl() {
    assertThat(Redaction.of("proxy http://joe:topsecret@proxy.test:3128/ refused"))
        .isEqualTo("proxy http://joe:<redacted>@proxy.test:3128/ refused");
  }

  @Test
  void cutsPrivateKeysAlsoWithoutAnEnd() {
    String key = "-----BEGIN RSA PRIVATE KEY-----\nMIItopsecret\n-----END RSA PRIVATE KEY-----";
    assertThat(Redaction.of("a " + key + " b " + key + " c"))
        .isEqualTo("a <redacted> b <redacted> c");
    assertThat(Redaction.of("a " + key.substring(0, 50))).isEqualTo("a <redacted>");
    String certificate = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----";
    assertThat(Redaction.of(certificate)).isEqualTo(certificate);
  }

  @Test
  void cutsPasswordsByTheirNames() {
    assertThat(Redaction.of("{\"adminPassword\": \"a\\\\b\\u0022topsecret\", \"x\": 1}"))
        .doesNotContain("topsecret")
        .endsWith(", \"x\": 1}");
    assertThat(Redaction.of("\"{\\\"password\\\":\\\"topsecret\\\",\\\"x\\\":1}\""))
        .isEqualTo("\"{\\\"password\\\":\\\"<redacted>\\\",\\\"x\\\":1}\"");
    assertThat(Redaction.of("AccountName=a;AccountKey=topsecret==;Suffix=b"))
        .isEqualTo("AccountName=a;AccountKey=<redacted>;Suffix=b");
    assertThat(Redaction.of("run --password=topsecret now"))
        .isEqualTo("run --password=<redacted> now");
  }

  @Test
  void staysQuickOnALongHostileText() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 200_000; i++) {
      text.append("https://?&;authorization\"password");
    }
    String hostile = text.toString();
    assertTimeoutPreemptively(Duration.ofSeconds(60), () -> Redaction.of(hostile));
  }
}
