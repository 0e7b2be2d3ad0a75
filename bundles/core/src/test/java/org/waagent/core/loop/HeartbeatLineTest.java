// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.waagent.core.lane.HandLanes;

class HeartbeatLineTest {
  private final HandLanes hand = new HandLanes();
  private final List<String> told = new ArrayList<>();
  private final HeartbeatLine line =
      new HeartbeatLine("3.0.0", hand.clock(), hand.log().logger(), told::add);

  @Test
  void comesAtOnceAndThenEachHalfHourWithTheFieldsToolsLookFor() {
    for (int i = 0; i < 601; i++) {
      line.beat(2);
      hand.clock().advance(Duration.ofSeconds(6));
    }
    assertThat(hand.log().lines()).hasSize(3);
    assertThat(hand.log().lines().get(1))
        .matches(
            "INFO \\[HEARTBEAT\\] Agent WALinuxAgent-3\\.0\\.0 is running as the goal state agent"
                + " \\[DEBUG HeartbeatCounter: 1;HeartbeatId: [0-9A-F-]{36};UpdateGSErrors: 2;"
                + "AutoUpdate: 0;UpdateMode: SelfUpdate;\\]");
    assertThat(told).hasSize(3);
    assertThat(hand.log().lines().get(1)).isEqualTo("INFO " + told.get(1));
  }
}
