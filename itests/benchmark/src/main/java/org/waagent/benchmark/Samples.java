// SPDX-License-Identifier: Apache-2.0
package org.waagent.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Several measurements of one thing. */
final class Samples {
  private final List<Double> seconds = new ArrayList<>();

  void add(Duration time) {
    seconds.add(time.toNanos() / 1e9);
  }

  double median() {
    List<Double> sorted = new ArrayList<>(seconds);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%.2f s (%.2f to %.2f, %d runs)",
        median(),
        Collections.min(seconds),
        Collections.max(seconds),
        seconds.size());
  }
}
