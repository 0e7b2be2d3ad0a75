// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.waagent.core.lane.HandLanes;
import org.waagent.plugin.UpdateStatus;

class HeartbeatLineTest {
  private final HandLanes hand = new HandLanes();
  private final List<String> told = new ArrayList<>();
  private final RunningAgent agent = new RunningAgent("3.0.0");
  private final HeartbeatLine line =
      new HeartbeatLine(agent, hand.clock(), hand.log().logger(), told::add);

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

  @Test
  void tellsTheVersionThatRunsAndHowItIsUpdated() {
    agent.put(new TestUpdates("3.1.0", Optional.of(UpdateStatus.success("3.1.0")), true));
    line.beat(0);
    assertThat(told.get(0))
        .contains("Agent WALinuxAgent-3.1.0 is running")
        .endsWith("AutoUpdate: 1;UpdateMode: RSM;]");
  }
}
