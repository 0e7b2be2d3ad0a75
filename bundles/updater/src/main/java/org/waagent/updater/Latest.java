// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/**
 * A service that may be replaced while this bundle uses it: the newest there is. Where its bundle
 * goes before the next one is there, it is used on until then.
 *
 * @param <S> its type
 */
final class Latest<S> implements Supplier<S> {
  private final Deque<S> there = new ArrayDeque<>();
  private boolean gone;

  synchronized void put(S service) {
    if (gone) {
      there.clear();
      gone = false;
    }
    there.addFirst(service);
  }

  synchronized void remove(S service) {
    if (there.size() > 1) {
      there.removeIf(one -> one == service);
    } else {
      gone = true;
    }
  }

  synchronized boolean isKnown() {
    return !there.isEmpty();
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
