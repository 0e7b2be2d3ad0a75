// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

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
  void tellsAnAddressWithoutUserQueryAndFragment() {
    assertThat(Redaction.bare("http://u:p@h:1/a@b?sig=x#y")).isEqualTo("http://h:1/a@b");
    assertThat(Redaction.bare("http://h/a#y?z")).isEqualTo("http://h/a");
    assertThat(Redaction.bare("nonsense")).isEqualTo("nonsense");
  }
}
