// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What memory a process takes, in KiB.
 *
 * @param pss its proportional share; it changes when others that share pages with it come or go
 * @param rss all its resident pages
 * @param dirty those that nobody shares and that have no file behind them
 */
record Footprint(long pss, long rss, long dirty) {
  static Footprint of(ProcessHandle process) {
    Path file = Path.of("/proc", Long.toString(process.pid()), "smaps_rollup");
    try {
      String text = Files.readString(file);
      return new Footprint(value(text, "Pss:"), value(text, "Rss:"), value(text, "Private_Dirty:"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether it is no more than so many times another one. */
  boolean isWithin(double times, Footprint before) {
    return rss <= before.rss * times && dirty <= before.dirty * times;
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
    return "rss " + rss + ", pss " + pss + ", private dirty " + dirty + " KiB";
  }
}
