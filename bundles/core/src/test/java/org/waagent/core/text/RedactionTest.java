// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.text;

import static org.assertj.core.api.Assertions.assertThat;

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
  void cutsOtherSecrets() {
    assertThat(Redaction.of("Authorization: Bearer abc")).isEqualTo("Authorization: <redacted>");
    assertThat(Redaction.of("<UserPassword>pw</UserPassword>"))
        .isEqualTo("<UserPassword><redacted></UserPassword>");
    assertThat(Redaction.of("{\"protectedSettings\": \"MIIB\", \"a\": 1}"))
        .isEqualTo("{\"protectedSettings\": \"<redacted>\", \"a\": 1}");
  }
}
