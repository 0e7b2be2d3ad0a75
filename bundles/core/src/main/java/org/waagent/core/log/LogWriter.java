// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.waagent.os.Clock;

/** Holds repeats back and hands the rest to the outputs. Used by one thread at a time. */
final class LogWriter {
  private final Clock clock;
  private final Outputs outputs;
  private final Repeats repeats = new Repeats();
  private volatile boolean verbose;
  private Duration looksAt = Duration.ZERO;

  LogWriter(Clock clock, Outputs outputs, boolean verbose) {
    this.clock = clock;
    this.outputs = outputs;
    this.verbose = verbose;
  }

  boolean isVerbose() {
    return verbose;
  }

  void configure(boolean wanted, LogsConfig config) {
    verbose = wanted;
    outputs.configure(config);
  }

  /**
   * Writes records.
   *
   * @param lost how many others found no room on the way here
   */
  void write(List<Record> records, int lost) {
    Duration now = clock.sinceStart();
    List<Record> passing = new ArrayList<>(repeats.over(now));
    for (Record record : records) {
      if (repeats.passes(record, now)) {
        passing.add(record);
      }
    }
    if (lost > 0) {
      passing.add(warning(lost + " log records came too fast and are lost"));
    }
    int unwritten = outputs.unwritten();
    if (unwritten > 0 && !passing.isEmpty()) {
      passing.add(warning(unwritten + " log lines could not be written to the log file"));
    }
    if (!passing.isEmpty()) {
      outputs.write(passing, verbose);
    }
  }

  /** What came until now, and what comes, is shown on the machine's console too. */
  void showOnConsole() {
    outputs.console().show();
  }

  /** The machine is set up: nothing more is shown on its console. */
  void leaveConsole() {
    Record last = own(Record.Level.INFO, "The machine is set up; the log ends here on the console");
    outputs.console().end(LineFormat.lines(last, false));
  }

  boolean hasConsole() {
    return !outputs.console().isOver();
  }

  private Record warning(String text) {
    return own(Record.Level.WARNING, text);
  }

  private Record own(Record.Level level, String text) {
    return new Record(clock.instant(), level, "ExtHandler", text, List.of());
  }

  /** How long until held-back repeats are to be told; empty if that is known already. */
  Optional<Duration> nextLook() {
    Optional<Duration> next = repeats.next();
    if (next.isEmpty() || next.get().equals(looksAt)) {
      return Optional.empty();
    }
    looksAt = next.get();
    Duration wait = looksAt.minus(clock.sinceStart());
    return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
  }
}
