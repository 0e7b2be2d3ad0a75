// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogLevel;
import org.waagent.core.text.Redaction;

/** Makes records of what the OSGi log collects. */
final class Records {
  private static final int LONGEST = 32 * 1024;
  private static final int STACK = 30;

  private Records() {}

  /**
   * Makes a record.
   *
   * @param verbose whether details are wanted
   * @return empty for what the log does not tell
   */
  static Optional<Record> of(LogEntry entry, boolean verbose) {
    Record.Level level = level(entry.getLogLevel());
    if (level == Record.Level.VERBOSE && !verbose || isNoise(entry)) {
      return Optional.empty();
    }
    String message = text(entry);
    Optional<String> handler = Record.handlerPrefix(message);
    String prefix =
        handler.orElse(
            entry.getBundle() != null && entry.getBundle().getBundleId() == 0
                ? "Daemon"
                : "ExtHandler");
    String rest = handler.isPresent() ? message.substring(handler.get().length()).trim() : message;
    return Optional.of(
        new Record(
            Instant.ofEpochMilli(entry.getTime()),
            level,
            prefix,
            LineFormat.oneLine(Redaction.of(rest)),
            verbose ? stack(entry.getException()) : List.of()));
  }

  private static Record.Level level(LogLevel level) {
    return switch (level) {
      case ERROR -> Record.Level.ERROR;
      case WARN -> Record.Level.WARNING;
      case INFO, AUDIT -> Record.Level.INFO;
      default -> Record.Level.VERBOSE;
    };
  }

  // The framework's own events and the chat of its bundles are for their makers.
  private static boolean isNoise(LogEntry entry) {
    LogLevel level = entry.getLogLevel();
    if (level == LogLevel.ERROR || level == LogLevel.WARN || level == LogLevel.AUDIT) {
      return false;
    }
    String logger = entry.getLoggerName();
    return logger != null && logger.startsWith("Events.") || isOfPlatform(entry.getBundle());
  }

  private static boolean isOfPlatform(Bundle bundle) {
    String name = bundle == null ? null : bundle.getSymbolicName();
    return name != null && name.startsWith("org.apache.felix.");
  }

  private static String text(LogEntry entry) {
    String message = entry.getMessage() == null ? "" : entry.getMessage();
    Throwable failure = entry.getException();
    String cause = failure == null ? "" : failure.toString();
    String whole = cause.isEmpty() || message.contains(cause) ? message : message + ": " + cause;
    return whole.length() <= LONGEST ? whole : whole.substring(0, LONGEST) + " ... [TRUNCATED]";
  }

  private static List<String> stack(Throwable failure) {
    List<String> lines = new ArrayList<>();
    for (Throwable cause = failure;
        cause != null && lines.size() < STACK;
        cause = cause.getCause()) {
      lines.add(LineFormat.oneLine(Redaction.of(cause.toString())));
      for (StackTraceElement frame : cause.getStackTrace()) {
        if (lines.size() < STACK) {
          lines.add("at " + frame);
        }
      }
    }
    return lines;
  }
}
