// SPDX-License-Identifier: Apache-2.0
package org.waagent.simulation;

import java.time.Duration;
import java.util.List;

/**
 * What was found at the end of one part of the day.
 *
 * @param lib all below {@code Lib.Dir}
 * @param history the goal states of the past, a part of it
 * @param extensionLogs all below {@code Extension.LogDir}
 * @param log the agent's log with its former files
 * @param goalStates published since the start, as the other counts
 * @param took real time of this part
 */
record Row(
    Duration at,
    Holdings holdings,
    Disk lib,
    Disk history,
    Disk extensionLogs,
    Disk log,
    int goalStates,
    int faults,
    int commands,
    long requests,
    long statuses,
    Duration took) {
  static final String HEAD =
      "  hour  heapKB  metaKB  rssKB classes threads   fds timers  logKB libKB libInodes"
          + " historyInodes extLogKB extLogInodes goalStates faults commands requests statuses"
          + "    ms";

  /** Sums and rates of all parts. */
  static String rates(List<Row> rows) {
    Row last = rows.get(rows.size() - 1);
    long millis = rows.stream().mapToLong(row -> row.took().toMillis()).sum();
    double hours = last.at().toSeconds() / 3600.0;
    return "%d simulated minutes in %d s; a simulated hour has %.0f requests, %.0f statuses,"
            .formatted(
                last.at().toMinutes(), millis / 1000, last.requests / hours, last.statuses / hours)
        + " %.1f goal states, %.1f faults, %.1f commands, %.0f KB of log"
            .formatted(
                last.goalStates / hours,
                last.faults / hours,
                last.commands / hours,
                logged(rows) / 1024.0 / hours);
  }

  // What a rotation took away is not known and does not count.
  private static long logged(List<Row> rows) {
    long bytes = 0;
    for (int i = 1; i < rows.size(); i++) {
      bytes += Math.max(0, rows.get(i).log.bytes() - rows.get(i - 1).log.bytes());
    }
    return bytes;
  }

  String line() {
    return "%6.2f %7d %7d %6d %7d %7d %5d %6d %6d %5d %9d %13d %8d %12d %10d %6d %8d %8d %8d %5d"
        .formatted(
            at.toSeconds() / 3600.0,
            holdings.heap() >> 10,
            holdings.metaspace() >> 10,
            holdings.resident() >> 10,
            holdings.classes(),
            holdings.threads(),
            holdings.descriptors(),
            holdings.timers(),
            log.bytes() >> 10,
            lib.bytes() >> 10,
            lib.inodes(),
            history.inodes(),
            extensionLogs.bytes() >> 10,
            extensionLogs.inodes(),
            goalStates,
            faults,
            commands,
            requests,
            statuses,
            took.toMillis());
  }
}
