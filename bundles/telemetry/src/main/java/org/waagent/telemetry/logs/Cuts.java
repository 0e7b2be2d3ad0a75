// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.logs;

import java.util.EnumMap;
import java.util.Map;

/** Counts at how many places of one file each rule cut something out. */
final class Cuts {
  static final String MARK = "<redacted>";

  private final Map<Rule, Integer> counts = new EnumMap<>(Rule.class);

  void add(Rule rule) {
    counts.merge(rule, 1, Integer::sum);
  }

  /** By rule, in the order of the rules. */
  Map<Rule, Integer> counts() {
    return java.util.Collections.unmodifiableMap(counts);
  }

  int total() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }
}
