// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.lane;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Hands values to a lane, and only the newest of those that came while the lane was busy: nothing
 * piles up behind a disk that hangs.
 *
 * @param <T> what it carries
 */
public final class Newest<T> {
  private final Lane lane;
  private final Consumer<T> target;
  private final AtomicReference<T> waiting = new AtomicReference<>();

  /**
   * @param target gets a value, on the lane
   */
  public Newest(Lane lane, Consumer<T> target) {
    this.lane = lane;
    this.target = target;
  }

  /** Takes the place of a value that still waits. Returns at once. */
  public void put(T value) {
    if (waiting.getAndSet(requireNonNull(value, "value")) == null) {
      lane.run(this::hand);
    }
  }

  private void hand() {
    T value = waiting.getAndSet(null);
    if (value != null) {
      target.accept(value);
    }
  }
}
