// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.clean;

import java.util.EnumMap;
import java.util.Map;

/** Counts at how many places of one file each rule cut something out. */
public final class Cuts {
  /** Stands in the place of what was cut out. */
  public static final String MARK = "<redacted>";

  private final Map<Rule, Integer> counts = new EnumMap<>(Rule.class);

  void add(Rule rule) {
    counts.merge(rule, 1, Integer::sum);
  }

  /** By rule, in the order of the rules. */
  public Map<Rule, Integer> counts() {
    return java.util.Collections.unmodifiableMap(counts);
  }

  /** All together. */
  public int total() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }
}
