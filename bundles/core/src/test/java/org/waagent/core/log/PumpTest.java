// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.waagent.core.lane.HandLanes;

class PumpTest {
  private final HandLanes hand = new HandLanes();
  private final List<String> batches = new ArrayList<>();
  private final Pump<Integer> pump =
      new Pump<>(
          3,
          100,
          number -> number,
          hand.lanes().lane("p"),
          (batch, lost) -> batches.add(batch + " lost " + lost));

  @Test
  void handsOverWhatCameInOneBatch() {
    pump.put(1);
    pump.put(2);
    hand.settle();
    pump.put(3);
    hand.settle();
    assertThat(batches).containsExactly("[1, 2] lost 0", "[3] lost 0");
  }

  @Test
  void neverMakesTheCallerWaitAndCountsWhatFoundNoRoom() {
    for (int i = 0; i < 10; i++) {
      pump.put(i);
    }
    hand.settle();
    assertThat(batches).containsExactly("[0, 1, 2] lost 7");
  }

  @Test
  void heavyOnesDoNotPileUp() {
    pump.put(60);
    pump.put(60);
    pump.put(40);
    hand.settle();
    pump.put(500);
    hand.settle();
    assertThat(batches).containsExactly("[60, 40] lost 1", "[500] lost 0");
  }
}
