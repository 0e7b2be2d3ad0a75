// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.log;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One record of the log, its secrets cut out.
 *
 * @param time when it was made
 * @param level how bad it is
 * @param prefix who it is about: {@code ExtHandler}, {@code Daemon} or {@code [handler-version]}
 * @param message on one line
 * @param details further lines, told in a verbose log only
 */
record Record(Instant time, Level level, String prefix, String message, List<String> details) {
  Record {
    requireNonNull(time, "time");
    requireNonNull(level, "level");
    requireNonNull(prefix, "prefix");
    requireNonNull(message, "message");
    details = List.copyOf(details);
  }

  /** The same with another message. */
  Record saying(Instant when, String text) {
    return new Record(when, level, prefix, text, List.of());
  }

  /** The levels of the classic log, with the priorities of syslog. */
  enum Level {
    VERBOSE(7),
    INFO(6),
    WARNING(4),
    ERROR(3);

    private final int priority;

    Level(int priority) {
      this.priority = priority;
    }

    int priority() {
      return priority;
    }
  }

  /** What a message about a handler begins with, {@code [Name-1.2.3]}, if it does. */
  static Optional<String> handlerPrefix(String message) {
    int end = message.indexOf(']');
    if (end < 4
        || message.charAt(0) != '['
        || end + 1 < message.length() && message.charAt(end + 1) != ' ') {
      return Optional.empty();
    }
    String name = message.substring(1, end);
    int dash = name.lastIndexOf('-');
    boolean handler =
        name.indexOf(' ') < 0
            && dash > 0
            && dash + 1 < name.length()
            && Character.isDigit(name.charAt(dash + 1));
    return handler ? Optional.of(message.substring(0, end + 1)) : Optional.empty();
  }
}
