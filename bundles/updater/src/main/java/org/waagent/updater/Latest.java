// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/**
 * A service that may be replaced while this bundle uses it: the newest there is.
 *
 * @param <S> its type
 */
final class Latest<S> implements Supplier<S> {
  private final Deque<S> there = new ArrayDeque<>();

  synchronized void put(S service) {
    there.addFirst(service);
  }

  synchronized void remove(S service) {
    there.removeIf(one -> one == service);
  }

  /**
   * @throws IllegalStateException if there is none
   */
  @Override
  public synchronized S get() {
    S first = there.peekFirst();
    if (first == null) {
      throw new IllegalStateException("a port is not there");
    }
    return first;
  }
}
