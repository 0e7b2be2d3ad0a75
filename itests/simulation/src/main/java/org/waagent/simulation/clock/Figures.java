// SPDX-License-Identifier: Apache-2.0
package org.waagent.simulation.clock;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * What the process holds after a collection, as {@code name=number} words. Threads are those that
 * work, or wait without end: not the idle ones of a pool that lets them go.
 */
final class Figures {
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
  private static final Path STATUS = Path.of("/proc/self/status");

  private Figures() {}

  static String now(int timers) throws IOException {
    System.gc();
    System.gc();
    Runtime jvm = Runtime.getRuntime();
    return "heap="
        + (jvm.totalMemory() - jvm.freeMemory())
        + " metaspace="
        + pool("Metaspace")
        + " classes="
        + ManagementFactory.getClassLoadingMXBean().getLoadedClassCount()
        + " threads="
        + staying().size()
        + " descriptors="
        + descriptors()
        + " timers="
        + timers
        + " resident="
        + resident();
  }

  /** The threads that do not end by themselves when no work comes. */
  static Set<Thread> staying() {
    Map<Thread, StackTraceElement[]> all = Thread.getAllStackTraces();
    all.values().removeIf(Figures::ends);
    return all.keySet();
  }

  // An idle thread of a pool ends after seconds of real time, which may be hours of simulated time.
  private static boolean ends(StackTraceElement[] stack) {
    for (int frame = 1; frame < stack.length; frame++) {
      if (stack[frame].getMethodName().equals("getTask")) {
        return stack[frame - 1].getMethodName().equals("poll");
      }
    }
    return false;
  }

  private static long pool(String name) {
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getName().equals(name)) {
        return pool.getUsage().getUsed();
      }
    }
    return 0;
  }

  private static int descriptors() throws IOException {
    int count = 0;
    try (DirectoryStream<Path> all = Files.newDirectoryStream(DESCRIPTORS)) {
      for (Path descriptor : all) {
        count += descriptor.getNameCount() > 0 ? 1 : 0;
      }
    }
    // One of them is open for this very count.
    return count - 1;
  }

  private static long resident() throws IOException {
    for (String line : Files.readAllLines(STATUS)) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
      }
    }
    return 0;
  }
}
