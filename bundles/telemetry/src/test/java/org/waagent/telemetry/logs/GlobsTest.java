// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.logs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a star stands for. */
final class GlobsTest {
  @ParameterizedTest
  @CsvSource({
    "*, anything",
    "*.status, 0.status",
    "*.status, .status",
    "waagent.log*, waagent.log",
    "ManagedIdentity-*.json, ManagedIdentity-a.b-c.json",
    "a*b*c, aXbYbZc",
    "plain, plain"
  })
  void aStarStandsForAnyText(String pattern, String name) {
    assertThat(Globs.matches(pattern, name)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"*.status, 0.status.tmp", "a*b, ac", "plain, plain2", "plain2, plain", "?, a"})
  void everythingElseStandsForItself(String pattern, String name) {
    assertThat(Globs.matches(pattern, name)).isFalse();
  }

  @Test
  void manyStarsTakeNoTime() {
    String name = "a".repeat(250);

    assertThat(Globs.matches("a*".repeat(60) + "b", name)).isFalse();
  }
}
