// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RedactionTest {
  @Test
  void cutsASignatureAtAnyPlaceOfAQuery() {
    assertThat(Redaction.signatures("put https://a.b/c?sv=1&sig=x failed"))
        .isEqualTo("put https://a.b/c?<redacted> failed");
    assertThat(Redaction.signatures("https://a/c?comp=page&SIG=x\nnext"))
        .isEqualTo("https://a/c?comp=page&<redacted>\nnext");
    assertThat(Redaction.signatures("<u>https://a/c?comp=x&amp;sig=1</u><v>http://d/?sp=2</v>"))
        .isEqualTo("<u>https://a/c?comp=x&amp;<redacted></u><v>http://d/?<redacted></v>");
  }

  @Test
  void leavesOtherTextsAlone() {
    for (String text :
        new String[] {"", "no address", "https://a/c?comp=page x", "https://a/design/1", "://"}) {
      assertThat(Redaction.signatures(text)).isEqualTo(text);
    }
  }

  @Test
  void cutsSecretsOutsideOfAQueryToo() {
    assertThat(Redaction.signatures("http://user:pass@proxy:1/a@b failed"))
        .isEqualTo("http://<redacted>@proxy:1/a@b failed");
    assertThat(Redaction.signatures("a sig=x&b, AccountKey=y;c {\"u\":\"\\u0026sig=z\"}"))
        .isEqualTo("a sig=<redacted>&b, AccountKey=<redacted>;c {\"u\":\"\\u0026sig=<redacted>\"}");
    assertThat(Redaction.signatures("{\"a\":\"\\\"http://a/?sig=x\\\"\"}"))
        .isEqualTo("{\"a\":\"\\\"http://a/?<redacted>\\\"\"}");
  }

  @Test
  void understandsEverySpellingOfAnAddress() {
    for (String text :
        new String[] {
          "at https:\\/\\/a\\/b?x=1\\u0026SIG\\u003d@ end",
          "at https:\\/\\/a\\/b?sv=1\\u0026x=@ end",
          "at https%3A%2F%2Fa%2Fb%3Fx%3D1%26sv%3d1%26x%3D@ end",
          "at https%3A%2F%2Fjoe%3A@%40proxy%2F end",
          "at https:\\/\\/joe:@@proxy\\/ end",
          "at https://a/b?to=https://c/d?sv=1&x=@ end",
          "at https://a/b?to=https://c/d&sv=1&x=@ end",
          "at sig%253d@ end"
        }) {
      String told = Redaction.signatures(text.replaceFirst("@", "topsecret"));
      assertThat(told).as(text).doesNotContain("topsecret").startsWith("at ").endsWith(" end");
      assertThat(Redaction.signatures(told)).as("once more").isEqualTo(told);
    }
  }

  @Test
  void findsPlacesBehindLettersWhoseLowerCaseIsLonger() {
    for (char odd : new char[] {'\u0130', '\u001c', '\u2028', '\u0000', '\u212a', '\ud800'}) {
      String text = "GET https://h.example/p?a" + odd + "b&sig=topsecret failed";
      assertThat(Redaction.signatures(text)).doesNotContain("topsecret").endsWith(" failed");
    }
  }

  @Test
  void aLongTextOfAddressesTakesNoTimeWorthTelling() {
    for (String part :
        new String[] {"://", "%3a%2f%2f", ":\\/\\/", "://a@", "?a&", "sig=", "http://a/ "}) {
      String text = part.repeat(1_000_000 / part.length());
      assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Redaction.signatures(text));
    }
  }

  @Test
  void tellsAnAddressWithoutUserQueryAndFragment() {
    assertThat(Redaction.bare("http://u:p@h:1/a@b?sig=x#y")).isEqualTo("http://h:1/a@b");
    assertThat(Redaction.bare("http://h/a#y?z")).isEqualTo("http://h/a");
    assertThat(Redaction.bare("nonsense")).isEqualTo("nonsense");
  }
}
