// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * When and where an event came up.
 *
 * @param time when
 * @param tid id of the thread
 * @param pid id of the process
 * @param task name of the thread, or of what was done
 */
public record Origin(Instant time, Field tid, Field pid, String task) {
  public Origin {
    requireNonNull(time, "time");
    requireNonNull(tid, "tid");
    requireNonNull(pid, "pid");
    requireNonNull(task, "task");
  }

  /** In a process of this machine. */
  public static Origin of(Instant time, long tid, long pid, String task) {
    return new Origin(time, Field.of("EventTid", tid), Field.of("EventPid", pid), task);
  }

  /** A time as events tell it: UTC with six digits behind the second. */
  public static String text(Instant time) {
    return Format.MICROS.format(time);
  }

  /** Made when the first event is. */
  private static final class Format {
    static final DateTimeFormatter MICROS =
        DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
  }
}
