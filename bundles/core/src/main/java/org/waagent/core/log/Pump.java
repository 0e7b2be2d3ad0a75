// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.log;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.waagent.core.lane.Lane;

/**
 * A bounded queue that a lane empties. Whoever puts something in never waits; what does not fit is
 * counted.
 *
 * @param <T> what it carries
 */
final class Pump<T> {
  private final int most;
  private final Lane lane;
  private final BiConsumer<List<T>, Integer> target;
  private List<T> waiting = new ArrayList<>();
  private int dropped;
  private boolean running;

  /**
   * @param most how many may wait
   * @param target gets what waited, and how many did not fit, on the lane
   */
  Pump(int most, Lane lane, BiConsumer<List<T>, Integer> target) {
    this.most = most;
    this.lane = lane;
    this.target = target;
  }

  void put(T one) {
    synchronized (this) {
      if (waiting.size() >= most) {
        dropped++;
      } else {
        waiting.add(one);
      }
      if (running) {
        return;
      }
      running = true;
    }
    lane.run(this::empty);
  }

  /** Hands over what waits, on the calling thread. */
  void empty() {
    List<T> batch;
    int lost;
    synchronized (this) {
      batch = waiting;
      lost = dropped;
      waiting = new ArrayList<>();
      dropped = 0;
      running = false;
    }
    if (!batch.isEmpty() || lost > 0) {
      target.accept(batch, lost);
    }
  }
}
