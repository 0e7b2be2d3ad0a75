// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.resource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.waagent.host.Measurement;
import org.waagent.os.ResourceControl.Usage;

/** Makes the platform's figures of counters that only go up, by what they were the last time. */
final class Figures {
  private static final double NANOS = 1e9;
  private static final Duration MOST_PERIOD = Duration.ofHours(1);

  private final Map<String, Last> last = new HashMap<>();

  /** What was seen of a unit, and when the most it ever used was told. */
  private record Last(OptionalLong cpu, OptionalLong throttled, Duration at, Duration mostTold) {}

  /** Forgets all units but these: what does not run begins afresh when it comes back. */
  void keep(Set<String> units) {
    last.keySet().retainAll(units);
  }

  /**
   * The figures of a unit.
   *
   * @param instance its name in the figures
   * @param now time since the agent started
   */
  List<Measurement> of(String unit, String instance, Usage usage, Duration now) {
    List<Measurement> all = new ArrayList<>();
    Last before = last.get(unit);
    boolean tellsMost = before == null || now.compareTo(before.mostTold().plus(MOST_PERIOD)) >= 0;
    if (before != null) {
      processor(all, instance, usage, now, before);
    }
    memory(all, instance, usage, tellsMost);
    Duration told = tellsMost ? now : before.mostTold();
    last.put(unit, new Last(usage.cpuNanos(), usage.throttledNanos(), now, told));
    return all;
  }

  private static void processor(
      List<Measurement> all, String instance, Usage usage, Duration now, Last before) {
    double took = now.minus(before.at()).toNanos();
    OptionalLong cpu = more(before.cpu(), usage.cpuNanos());
    if (cpu.isPresent() && took > 0) {
      double percent = Math.round(cpu.getAsLong() / took * 100_000) / 1000.0;
      all.add(new Measurement("CPU", "% Processor Time", instance, percent));
    }
    OptionalLong throttled = more(before.throttled(), usage.throttledNanos());
    if (throttled.isPresent()) {
      double seconds = Math.round(throttled.getAsLong() / NANOS * 1000) / 1000.0;
      all.add(new Measurement("CPU", "Throttled Time (s)", instance, seconds));
    }
  }

  /** A counter that went down belongs to a unit that was started anew. */
  private static OptionalLong more(OptionalLong before, OptionalLong now) {
    boolean known = before.isPresent() && now.isPresent();
    long more = known ? now.getAsLong() - before.getAsLong() : -1;
    return more < 0 ? OptionalLong.empty() : OptionalLong.of(more);
  }

  private static void memory(
      List<Measurement> all, String instance, Usage usage, boolean tellsMost) {
    add(all, "Total Memory Usage (B)", instance, usage.memoryBytes());
    add(all, "Anon Memory Usage (B)", instance, usage.anonymousBytes());
    add(all, "Cache Memory Usage (B)", instance, usage.cacheBytes());
    if (tellsMost) {
      add(all, "Max Memory Usage (B)", instance, usage.mostMemoryBytes());
    }
    add(all, "Swap Memory Usage (B)", instance, usage.swapBytes());
    add(all, "Total Memory Throttled Events", instance, usage.memoryThrottled());
  }

  private static void add(
      List<Measurement> all, String counter, String instance, OptionalLong value) {
    value.ifPresent(number -> all.add(new Measurement("Memory", counter, instance, number)));
  }
}
