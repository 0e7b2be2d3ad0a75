// SPDX-License-Identifier: Apache-2.0
package org.waagent.goalstate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
  @Test
  void secretNeverPrintsItsContent() {
    assertThat(Secret.of("hunter2")).hasToString("*****");
    assertThat(String.valueOf(Secret.of(new byte[] {1, 2}))).doesNotContain("1");
  }

  @Test
  void secretKeepsItsContentWhenTheArrayChanges() {
    byte[] bytes = {1, 2, 3};
    Secret secret = Secret.of(bytes);
    bytes[0] = 9;
    secret.bytes()[1] = 9;
    assertThat(secret.bytes()).containsExactly(1, 2, 3);
  }

  @Test
  void secretsAreEqualByContent() {
    assertThat(Secret.of("a")).isEqualTo(Secret.of("a")).isNotEqualTo(Secret.of("b"));
  }

  @Test
  void blobUrlPrintsWithoutItsQuery() {
    BlobUrl url = new BlobUrl("https://a.example/status?sv=1&sig=topsecret");
    assertThat(url).hasToString("https://a.example/status?*****");
    assertThat(url.withoutQuery()).isEqualTo("https://a.example/status");
    assertThat(new BlobUrl("https://a.example/x")).hasToString("https://a.example/x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../etc", "a/b", ".hidden", "-rf", "a b", "a\nb", "ü"})
  void handlerNameRefusesWhatCannotBeAFileName(String text) {
    assertThat(HandlerName.isValid(text)).isFalse();
    assertThatThrownBy(() -> new HandlerName(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void handlerNameTakesPublisherAndType() {
    assertThat(new HandlerName("Microsoft.Azure.Extensions.CustomScript"))
        .hasToString("Microsoft.Azure.Extensions.CustomScript");
  }

  @Test
  void thumbprintIsRaisedToUpperCase() {
    assertThat(new Thumbprint("f6abaa61098a301ebb8a571c3c7cf77f355f7fa9"))
        .hasToString("F6ABAA61098A301EBB8A571C3C7CF77F355F7FA9");
    assertThatThrownBy(() -> new Thumbprint("F6")).hasMessageContaining("F6");
  }
}
