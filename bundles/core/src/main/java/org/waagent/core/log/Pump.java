// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.log;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.ToIntFunction;
import org.waagent.core.lane.Lane;

/**
 * A bounded queue that a lane empties. Whoever puts something in never waits; what does not fit is
 * counted.
 *
 * @param <T> what it carries
 */
final class Pump<T> {
  private final int most;
  private final long heaviest;
  private final ToIntFunction<T> weight;
  private final Lane lane;
  private final BiConsumer<List<T>, Integer> target;
  private List<T> waiting = new ArrayList<>();
  private long waitingWeight;
  private int dropped;
  private boolean running;

  /**
   * @param most how many may wait
   * @param heaviest how much they may weigh together
   * @param weight of one
   * @param target gets what waited, and how many did not fit, on the lane
   */
  Pump(
      int most,
      long heaviest,
      ToIntFunction<T> weight,
      Lane lane,
      BiConsumer<List<T>, Integer> target) {
    this.most = most;
    this.heaviest = heaviest;
    this.weight = weight;
    this.lane = lane;
    this.target = target;
  }

  void put(T one) {
    int heavy = weight.applyAsInt(one);
    synchronized (this) {
      // A single entry always fits, however heavy it is.
      if (waiting.size() >= most || waitingWeight > 0 && waitingWeight + heavy > heaviest) {
        dropped++;
      } else {
        waiting.add(one);
        waitingWeight += heavy;
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
      waitingWeight = 0;
      dropped = 0;
      running = false;
    }
    if (!batch.isEmpty() || lost > 0) {
      target.accept(batch, lost);
    }
  }
}
