// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.RepeatedTest;

class BackOffTest {
  private final BackOff backOff = new BackOff(Duration.ofSeconds(10), Duration.ofSeconds(60));

  @RepeatedTest(20)
  void doublesUpToItsBoundAndSpreadsByAFifth() {
    assertThat(backOff.after(1)).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(12));
    assertThat(backOff.after(2)).isBetween(Duration.ofSeconds(16), Duration.ofSeconds(24));
    assertThat(backOff.after(9)).isBetween(Duration.ofSeconds(48), Duration.ofSeconds(72));
    assertThat(backOff.after(1_000)).isBetween(Duration.ofSeconds(48), Duration.ofSeconds(72));
  }
}
