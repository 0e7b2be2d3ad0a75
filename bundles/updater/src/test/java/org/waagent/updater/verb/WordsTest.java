// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.verb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WordsTest {
  @Test
  void flagsStandAnywhere() {
    assertThat(Words.of(List.of("--yes", "install", "/a.zip")))
        .hasValue(new Words("install", List.of("/a.zip"), false, true));
    assertThat(Words.of(List.of("install", "/a.zip", "-force")))
        .hasValue(new Words("install", List.of("/a.zip"), false, true));
    assertThat(Words.of(List.of("--json"))).hasValue(new Words("list", List.of(), true, false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "list", "verify", "verify --json", "explain acme --json", "remove acme", "rollback",
        "pin acme", "pin acme 1.0.0", "unpin acme", "hold", "hold 8", "release acme"
      })
  void theseMakeSense(String line) {
    assertThat(Words.of(List.of(line.split(" ")))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "frobnicate", "list acme", "explain", "explain a b", "install", "install --json /a.zip",
        "install -x", "pin", "pin a b c", "hold 1 2", "release", "rollback now"
      })
  void theseDoNot(String line) {
    assertThat(Words.of(List.of(line.split(" ")))).isEmpty();
  }
}
