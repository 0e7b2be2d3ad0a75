// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.history;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.waagent.core.loop.Trouble;

/** Keeps the history within its bounds. An item that can't be touched does not protect others. */
final class Tidying {
  private final Items items;
  private final Bounds bounds;
  private final Trouble trouble;

  Tidying(Items items, Bounds bounds, Trouble trouble) {
    this.items = items;
    this.bounds = bounds;
    this.trouble = trouble;
  }

  /**
   * Drops and packs.
   *
   * @param current name of the item that stays as it is
   */
  void tidy(String current, Instant now) throws IOException {
    List<String> old = new ArrayList<>(items.names(now));
    old.remove(current);
    boolean fine = drop(old, excess(old, true, bounds.odd()), true);
    fine &= drop(old, excess(old, false, bounds.items() - 1), false);
    for (String name : List.copyOf(old)) {
      if (!name.endsWith(".zip")) {
        fine &= pack(name, old);
      }
    }
    fine &= shrink(old, current);
    if (fine) {
      trouble.over();
    }
  }

  private static int excess(List<String> old, boolean odd, int most) {
    int count = 0;
    for (String name : old) {
      count += Items.isOdd(name) == odd ? 1 : 0;
    }
    return count - most;
  }

  private boolean drop(List<String> old, int excess, boolean odd) {
    boolean fine = true;
    int left = excess;
    for (String name : List.copyOf(old)) {
      if (left > 0 && Items.isOdd(name) == odd) {
        fine &= drop(name);
        old.remove(name);
        left--;
      }
    }
    return fine;
  }

  private boolean drop(String name) {
    try {
      items.drop(name);
      return true;
    } catch (IOException | RuntimeException e) {
      trouble.failed(e);
      return false;
    }
  }

  private boolean pack(String name, List<String> old) {
    try {
      items.pack(name);
      old.set(old.indexOf(name), name + ".zip");
      return true;
    } catch (IOException | RuntimeException e) {
      // Often there is no room for the zip; a folder that stays would take even more.
      trouble.failed(e);
      old.remove(name);
      drop(name);
      return false;
    }
  }

  private boolean shrink(List<String> old, String current) throws IOException {
    long total = items.size(current);
    List<Long> sizes = new ArrayList<>();
    for (String name : old) {
      long size = items.size(name);
      sizes.add(size);
      total += size;
    }
    boolean fine = true;
    for (int i = 0; i < old.size() && total > bounds.total(); i++) {
      fine &= drop(old.get(i));
      total -= sizes.get(i);
    }
    return fine;
  }
}
