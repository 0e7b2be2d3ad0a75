// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionsTest {
  @ParameterizedTest
  @CsvSource({
    "7, 10",
    "6.10, 7",
    "8.5, 8.6",
    "8.6, 8.10",
    "1, 1.0",
    "'', 0",
    "7, bookworm/sid",
    "10, sid",
    "sid, wheezy",
    "1.2-3, 1.2-4",
    "1.2, 1.2-rc1",
    "99999999999999999998, 99999999999999999999"
  })
  void ordersVersions(String lower, String higher) {
    assertThat(Versions.compare(lower, higher)).isNegative();
    assertThat(Versions.compare(higher, lower)).isPositive();
    assertThat(Versions.isBelow(lower, higher)).isTrue();
  }

  @Test
  void dotsAndLeadingZerosDoNotCount() {
    assertThat(Versions.compare("18.04", "18.4")).isZero();
    assertThat(Versions.compare("1..2.", "1.2")).isZero();
  }

  @Test
  void comparesAnythingWithAnything() {
    String[] seen = {
      "",
      ".",
      "-",
      "7.0.1406",
      "n/a",
      "bookworm/sid",
      "2.0 (SP8)",
      "rolling",
      "15-SP1",
      "汉字",
      "3.0.20240101",
      "R81.10",
      "csr1000v",
      "20.04\n",
      "1_2+3~rc"
    };
    for (String one : seen) {
      assertThat(Versions.compare(one, one)).isZero();
      for (String other : seen) {
        assertThat(Integer.signum(Versions.compare(one, other)))
            .as("%s and %s", one, other)
            .isEqualTo(-Integer.signum(Versions.compare(other, one)));
      }
    }
  }
}
