// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryTest {
  private Duration now = Duration.ZERO;

  private Retry retry(CallClass kind, Duration deadline, double random) {
    return new Retry(kind, deadline, () -> now, () -> random);
  }

  @Test
  void pausesLongerEachTime() {
    Retry retry = retry(CallClass.ROLE_PROPERTIES, Duration.ofHours(1), 0.5);
    List<Long> pauses = new ArrayList<>();
    retry.begin();
    for (Optional<Duration> p = retry.pause(false, Optional.empty());
        p.isPresent();
        p = retry.pause(false, Optional.empty())) {
      pauses.add(p.get().toSeconds());
      retry.begin();
    }
    assertThat(pauses).containsExactly(2L, 3L, 5L, 8L, 10L);
  }

  @Test
  void spreadsAndCapsThePauses() {
    assertThat(first(0)).isEqualTo(Duration.ofMillis(1500));
    assertThat(first(0.999)).isBetween(Duration.ofMillis(2490), Duration.ofMillis(2500));
    Retry retry = retry(CallClass.HEALTH, Duration.ofDays(1), 0.5);
    for (int i = 0; i < 20; i++) {
      retry.begin();
      assertThat(retry.pause(false, Optional.empty()).orElseThrow())
          .isLessThanOrEqualTo(Duration.ofMillis(12_500));
    }
  }

  private Duration first(double random) {
    Retry retry = retry(CallClass.HEALTH, Duration.ofHours(1), random);
    retry.begin();
    return retry.pause(false, Optional.empty()).orElseThrow();
  }

  @Test
  void heedsRetryAfterAndThrottling() {
    Retry retry = retry(CallClass.TELEMETRY, Duration.ofMinutes(1), 0.5);
    retry.begin();
    assertThat(retry.pause(true, Optional.empty())).contains(Duration.ofSeconds(8));
    retry.begin();
    assertThat(retry.pause(false, Optional.of(Duration.ofSeconds(20))))
        .contains(Duration.ofSeconds(20));
  }

  @Test
  void givesUpAtTheDeadline() {
    Retry retry = retry(CallClass.HEALTH, Duration.ofSeconds(9), 0.5);
    assertThat(retry.begin()).isEqualTo(Duration.ofSeconds(5));
    now = Duration.ofSeconds(6);
    assertThat(retry.begin()).isEqualTo(Duration.ofSeconds(3));
    now = Duration.ofSeconds(8);
    assertThat(retry.pause(false, Optional.empty())).isEmpty();
    assertThat(retry.pause(false, Optional.of(Duration.ofHours(1)))).isEmpty();
  }
}
