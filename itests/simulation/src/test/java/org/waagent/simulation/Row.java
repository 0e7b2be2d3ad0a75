// SPDX-License-Identifier: Apache-2.0
package org.waagent.simulation;

import java.time.Duration;

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
