// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.log;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** The classic line: {@code <UTC time> <LEVEL> <thread> <prefix> <message>}. */
final class LineFormat {
  private static final String DAEMON = "Daemon";
  private static final String THREAD = "ExtHandler";

  private LineFormat() {}

  /** A record as lines, each ended; details only if wanted. */
  static String lines(Record record, boolean verbose) {
    StringBuilder line = new StringBuilder(record.message().length() + 80);
    time(line, record.time());
    line.append(' ').append(record.level()).append(' ');
    line.append(record.prefix().equals(DAEMON) ? DAEMON : THREAD).append(' ');
    line.append(record.prefix()).append(' ').append(record.message()).append('\n');
    if (verbose) {
      for (String detail : record.details()) {
        line.append("    ").append(detail).append('\n');
      }
    }
    return line.toString();
  }

  /** A record for the journal, which adds the time and takes the priority from the front. */
  static String journal(Record record, boolean verbose) {
    String front = "<" + record.level().priority() + ">";
    StringBuilder line = new StringBuilder(front);
    if (record.prefix().startsWith("[")) {
      line.append(record.prefix()).append(' ');
    }
    line.append(record.message()).append('\n');
    if (verbose) {
      for (String detail : record.details()) {
        line.append(front).append("    ").append(detail).append('\n');
      }
    }
    return line.toString();
  }

  /** A text on one line: control characters become escapes, so that nobody can forge a record. */
  static String oneLine(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isBreaking(text.charAt(i))) {
        return escaped(text);
      }
    }
    return text;
  }

  private static boolean isBreaking(char c) {
    return c < ' ' && c != '\t' || c >= 0x7f && c < 0xa0 || c == 0x2028 || c == 0x2029;
  }

  private static String escaped(String text) {
    StringBuilder line = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        line.append("\\n");
      } else if (c == '\r') {
        line.append("\\r");
      } else if (isBreaking(c)) {
        line.append("\\u").append(String.format("%04x", (int) c));
      } else {
        line.append(c);
      }
    }
    return line.toString();
  }

  // By hand: a formatter of java.time would be loaded and made at every start for this alone.
  private static void time(StringBuilder line, Instant time) {
    LocalDateTime utc =
        LocalDateTime.ofEpochSecond(time.getEpochSecond(), time.getNano(), ZoneOffset.UTC);
    digits(line, utc.getYear(), 4).append('-');
    digits(line, utc.getMonthValue(), 2).append('-');
    digits(line, utc.getDayOfMonth(), 2).append('T');
    digits(line, utc.getHour(), 2).append(':');
    digits(line, utc.getMinute(), 2).append(':');
    digits(line, utc.getSecond(), 2).append('.');
    digits(line, utc.getNano() / 1000, 6).append('Z');
  }

  private static StringBuilder digits(StringBuilder line, int number, int width) {
    String text = Integer.toString(number);
    for (int i = text.length(); i < width; i++) {
      line.append('0');
    }
    return line.append(text);
  }
}
