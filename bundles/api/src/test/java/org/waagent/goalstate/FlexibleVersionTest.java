// SPDX-License-Identifier: Apache-2.0
package org.waagent.goalstate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlexibleVersionTest {
  @ParameterizedTest
  @CsvSource({
    "1.0, 1.1",
    "1.9, 1.10",
    "1.2, 1.2.0.1",
    "1.0.0-alpha, 1.0.0-beta",
    "1.0.0-beta2, 1.0.0-rc1",
    "1.0.0rc1, 1.0.0rc2",
    "1.0.0.rc9, 1.0.0",
    "2.15.0.1, 3.0.0"
  })
  void sortsByNumberAndPreRelease(String lower, String higher) {
    assertThat(FlexibleVersion.of(lower)).isLessThan(FlexibleVersion.of(higher));
    assertThat(FlexibleVersion.of(higher)).isGreaterThan(FlexibleVersion.of(lower));
  }

  @Test
  void padsShorterVersionsWithZeros() {
    assertThat(FlexibleVersion.of("1.2"))
        .isEqualTo(FlexibleVersion.of("1.2.0.0"))
        .hasSameHashCodeAs(FlexibleVersion.of("1.2.0.0"));
  }

  @ParameterizedTest
  @CsvSource({"1.0, 1.0.5, true", "1.0.5, 1.0, false", "1, 1.9.9, true", "1.0, 1.1, false"})
  void matchesByPrefix(String requested, String candidate, boolean expected) {
    assertThat(FlexibleVersion.of(requested).matches(FlexibleVersion.of(candidate)))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "1.", ".1", "1..2", "1.0-gamma", "1.0 ", "1.0rcx", "alpha"})
  void refusesWhatIsNoVersion(String text) {
    assertThat(FlexibleVersion.isValid(text)).isFalse();
    assertThatThrownBy(() -> FlexibleVersion.of(text)).hasMessageContaining("'" + text + "'");
  }
}
