// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.waagent.plugin.AgentStart;

/**
 * What each part of the start took. The core, which begins late in it, asks for the lines; the
 * class itself is unknown there, so it is a supplier.
 */
final class StartLog implements Supplier<List<String>> {
  static final String DONE = "done";
  static final String FAILED = "failed";

  private final List<String> lines = new ArrayList<>();

  /** Lets the bundles find it, and notes what the launcher itself took until now. */
  void register(BundleContext context, long now) {
    lines.add(line("launcher", Main.ENTERED, now, DONE));
    context.registerService(
        Supplier.class.getName(),
        this,
        FrameworkUtil.asDictionary(Map.of(AgentStart.PHASES, Boolean.TRUE)));
  }

  /** Notes something that began then and ended now. */
  synchronized void add(String name, long begin, String outcome) {
    lines.add(line(name, begin, System.nanoTime(), outcome));
  }

  @Override
  public synchronized List<String> get() {
    List<String> all = new ArrayList<>(lines.size() + 1);
    all.add(line("java", born(), Main.ENTERED, DONE));
    all.addAll(lines);
    return all;
  }

  /** When the process began. The system tells it as a time of day. */
  private static long born() {
    Instant start = ProcessHandle.current().info().startInstant().orElse(null);
    long now = System.nanoTime();
    return start == null
        ? Main.ENTERED
        : Math.min(Main.ENTERED, now - Duration.between(start, Instant.now()).toNanos());
  }

  private static String line(String name, long begin, long end, String outcome) {
    return name + "\t" + begin + "\t" + end + "\t" + outcome;
  }
}
