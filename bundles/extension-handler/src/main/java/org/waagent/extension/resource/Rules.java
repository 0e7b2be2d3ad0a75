// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.waagent.goalstate.HandlerName;
import org.waagent.os.ResourceControl.Quota;

/**
 * Which handlers get groups, and which limits hold.
 *
 * @param enabled whether any does
 * @param cpu whether limits of processor time hold
 * @param memory whether limits of memory hold
 * @param excluded lower-case parts of names of handlers that get none
 */
record Rules(boolean enabled, boolean cpu, boolean memory, List<String> excluded) {
  /** Stood for the agent itself in old agents, and would be part of many names. */
  private static final String ITSELF = "agent";

  private static final double MEGABYTE = 1 << 20;

  Rules {
    excluded = List.copyOf(excluded);
  }

  static Rules of(CgroupsConfig config) {
    List<String> excluded = new ArrayList<>();
    for (String word : config.excluded().split(",")) {
      String lower = word.strip().toLowerCase(Locale.ROOT);
      if (!lower.isEmpty() && !lower.equals(ITSELF)) {
        excluded.add(lower);
      }
    }
    boolean enforced = config.enforceLimits();
    return new Rules(
        config.enabled(), enforced, enforced && config.enforceMemoryLimits(), excluded);
  }

  boolean covers(HandlerName name) {
    String lower = name.text().toLowerCase(Locale.ROOT);
    return enabled && excluded.stream().noneMatch(lower::contains);
  }

  Quota quota(OptionalDouble cpuPercent, OptionalDouble memoryMegabytes) {
    OptionalLong bytes =
        memory && memoryMegabytes.isPresent()
            ? OptionalLong.of(Math.round(memoryMegabytes.getAsDouble() * MEGABYTE))
            : OptionalLong.empty();
    return new Quota(cpu ? cpuPercent : OptionalDouble.empty(), bytes);
  }
}
