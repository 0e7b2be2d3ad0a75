// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void readsSecondsAndDates() {
    assertThat(RetryAfter.read(" 7 ", NOW)).contains(Duration.ofSeconds(7));
    assertThat(RetryAfter.read("Thu, 01 Jan 2026 00:00:09 GMT", NOW))
        .contains(Duration.ofSeconds(9));
  }

  @Test
  void neverWaitsLongerThanAMinute() {
    for (String text :
        new String[] {"86400", "99999999999999999999", "Thu, 01 Jan 2099 00:00:00 GMT"}) {
      assertThat(RetryAfter.read(text, NOW)).as(text).contains(Duration.ofMinutes(1));
    }
  }

  @Test
  void ignoresWhatAsksForNothing() {
    for (String text : new String[] {"", "0", "-5", "soon", "Wed, 31 Dec 2025 00:00:00 GMT"}) {
      assertThat(RetryAfter.read(text, NOW)).as(text).isEmpty();
    }
  }
}
