// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What memory a process takes.
 *
 * @param pss its proportional share, in KiB
 * @param rss all its resident pages, in KiB
 */
record Footprint(long pss, long rss) {
  static Footprint of(ProcessHandle process) {
    Path file = Path.of("/proc", Long.toString(process.pid()), "smaps_rollup");
    try {
      String text = Files.readString(file);
      return new Footprint(value(text, "Pss:"), value(text, "Rss:"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether it is no more than so many times another one. */
  boolean isWithin(double times, Footprint before) {
    return pss <= before.pss * times && rss <= before.rss * times;
  }

  private static long value(String text, String name) {
    return text.lines()
        .filter(line -> line.startsWith(name))
        .map(line -> line.replaceAll("\\D", ""))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElseThrow();
  }

  @Override
  public String toString() {
    return "pss " + pss + " KiB, rss " + rss + " KiB";
  }
}
