// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {
  private static byte[] resource(String name) throws IOException {
    try (InputStream in = KeysTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  private static String text(String name) throws IOException {
    return new String(resource(name), StandardCharsets.UTF_8).strip();
  }

  /** The texts were made by {@code ssh-keygen -i -m PKCS8}. */
  @ParameterizedTest
  @ValueSource(strings = {"rsa", "ecdsa"})
  void writesTheKeyOfACertificateAsOpensshDoes(String kind) throws Exception {
    assertThat(OpenSshKey.ofCertificate(resource(kind + ".crt"))).isEqualTo(text(kind + ".txt"));
  }

  @Test
  void refusesWhatIsNoCertificate() {
    assertThatThrownBy(() -> OpenSshKey.ofCertificate("x".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(KeyException.class);
  }

  /** As {@code ssh-keygen -lf} says. */
  @Test
  void namesAKeyAsOpensshDoes() throws Exception {
    Fingerprint fingerprint = Fingerprint.of(text("rsa.txt") + " comment");

    assertThat(fingerprint).hasToString("SHA256:tGmAhHRibV8usU1pZF7jUryoqqaSGr6tWo/zyn3/bik");
    assertThat(fingerprint.told()).isEqualTo("SHA256tGmAhHRibV8usU1pZF7jUryoqqaSGr6tWo/zyn3/bik");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ssh-rsa AAAANOTAREALKEY== foo@bar.local",
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5",
        "ecdsa-sha2-nistp521 AAAAE2VjZHNh x",
        "sk-ssh-ed25519@openssh.com AAAAGnNrLXNzaC1l",
        "sk-ecdsa-sha2-nistp256@openssh.com AAAAInNrLWVjZHNh",
        "restrict,command=\"/bin/echo hi\" ssh-rsa AAAAB3NzaC1yc2E= x"
      })
  void knowsAllKindsOfKeys(String line) {
    assertThat(AuthorizedKeys.isKey(line)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "# ssh-rsa AAAA", "rsa AAAA", "ssh-rsa", "hello world", "ssh-rsa A\u0007A"})
  void refusesWhatIsNoKey(String line) {
    assertThat(AuthorizedKeys.isKey(line)).isFalse();
  }

  @Test
  void addsEachKeyOnce() {
    assertThat(AuthorizedKeys.with("old", List.of("a", "b", "a"))).isEqualTo("old\na\nb\n");
    assertThat(AuthorizedKeys.with("a\nb\n", List.of("b", "c"))).isEqualTo("a\nb\nc\n");
    assertThat(AuthorizedKeys.with("a\n", List.of("a"))).isEqualTo("a\n");
  }
}
