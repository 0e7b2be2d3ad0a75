// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/** The newest entries of a list without end, and how many there ever were. Not thread-safe. */
final class Newest<T> {
  private final int limit;
  private final Deque<T> kept = new ArrayDeque<>();
  private long total;

  Newest(int limit) {
    this.limit = limit;
  }

  void add(T entry) {
    if (kept.size() == limit) {
      kept.removeFirst();
    }
    kept.addLast(entry);
    total++;
  }

  /** All that were ever added. */
  long total() {
    return total;
  }

  List<T> list() {
    return List.copyOf(kept);
  }

  Stream<T> stream() {
    return kept.stream();
  }

  /** What is kept of the entries from a position in the endless list on. */
  Stream<T> from(long position) {
    return kept.stream().skip(Math.max(0, position - (total - kept.size())));
  }
}
