// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.waagent.host.HostException;
import org.waagent.host.HostException.Kind;

class DeliveryTest {
  private Duration now = Duration.ZERO;
  private final List<String> events = new ArrayList<>();
  private final Delivery delivery =
      new Delivery(
          new Events("1", List.of(e -> events.add(e.operation() + " " + e.success()))), () -> now);

  private void worked() throws HostException {
    assertThat(delivery.observe(() -> "done")).isEqualTo("done");
  }

  private void failed() {
    assertThatThrownBy(
            () ->
                delivery.observe(
                    () -> {
                      throw new HostException(Kind.UNREACHABLE, "no way");
                    }))
        .hasMessage("no way");
  }

  @Test
  void tellsOnlyWhenItTurns() throws Exception {
    worked();
    worked();
    failed();
    failed();
    worked();
    assertThat(events)
        .containsExactly("ReportStatus true", "ReportStatus false", "ReportStatus true");
  }

  @Test
  void tellsEachQuarterOfAnHourWithoutAnyDelivery() {
    for (int minute = 0; minute <= 31; minute++) {
      now = Duration.ofMinutes(minute);
      failed();
    }
    assertThat(events)
        .containsExactly(
            "ReportStatus false", "ReportStatusExtended false", "ReportStatusExtended false");
  }

  @Test
  void anAgentThatStopsDidNotFail() {
    Thread.currentThread().interrupt();
    try {
      failed();
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(events).isEmpty();
  }
}
