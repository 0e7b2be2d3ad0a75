// SPDX-License-Identifier: Apache-2.0
package org.waagent.update;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.stream.LongStream;

/** What the probe noted, from some line on. */
record Notes(List<String> lines) {
  private static final String OURS = " org.waagent.";
  private static final int STARTING = 128;
  private static final int STOPPED = 4;

  Notes {
    lines = List.copyOf(lines);
  }

  static Notes of(Path file, int from) throws IOException {
    List<String> all = Files.exists(file) ? Files.readAllLines(file) : List.of();
    return new Notes(all.subList(from, all.size()));
  }

  /** For how long at most no plugin of that bundle was there. */
  Duration longestGap(String bundle) {
    long longest = 0;
    long gone = 0;
    for (String line : ofServices(bundle)) {
      if (line.contains(" service 0 ")) {
        gone = time(line);
      } else if (gone != 0) {
        longest = Math.max(longest, time(line) - gone);
        gone = 0;
      }
    }
    return gone == 0 ? Duration.ofNanos(longest) : Duration.ofDays(1);
  }

  private List<String> ofServices(String bundle) {
    List<String> found =
        lines.stream().filter(line -> line.matches("\\d+ service \\d+ " + bundle)).toList();
    if (found.isEmpty()) {
      throw new AssertionError("no plugin of " + bundle + " came or went: " + lines);
    }
    return found;
  }

  /** From the first start to the last stop of a bundle of ours. */
  Duration swap() {
    long begin = all(STARTING).findFirst().orElseThrow();
    return Duration.ofNanos(last(STOPPED) - begin);
  }

  /** What the whole agent used of the processor meanwhile, its usual work included. */
  Duration processor() {
    LongStream used =
        lines.stream()
            .filter(line -> isEvent(line, STARTING) || isEvent(line, STOPPED))
            .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)));
    LongSummaryStatistics range = used.summaryStatistics();
    return Duration.ofMillis(range.getMax() - range.getMin());
  }

  /** From the moment the bad bundle fell ill to the last stop of a bundle of ours. */
  Duration back() {
    long ill =
        lines.stream()
            .filter(line -> line.endsWith(" ill"))
            .mapToLong(Notes::time)
            .findFirst()
            .orElseThrow();
    return Duration.ofNanos(last(STOPPED) - ill);
  }

  private LongStream all(int event) {
    return lines.stream().filter(line -> isEvent(line, event)).mapToLong(Notes::time);
  }

  private static boolean isEvent(String line, int event) {
    return line.contains(" bundle " + event + OURS);
  }

  private long last(int event) {
    return all(event).max().orElseThrow();
  }

  private static long time(String line) {
    return Long.parseLong(line.substring(0, line.indexOf(' ')));
  }
}
