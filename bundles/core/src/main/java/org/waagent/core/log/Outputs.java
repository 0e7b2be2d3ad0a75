// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.log;

import java.io.PrintStream;
import java.util.List;
import org.waagent.core.lane.Lanes;
import org.waagent.os.Directories;
import org.waagent.os.Files;

/**
 * Where records go: in a daemon to the log file and to standard output, which is the journal under
 * systemd; for a single command what went wrong goes to standard error, and no file is touched.
 */
final class Outputs {
  private static final int QUEUE = 1000;
  private static final long MIB = 1024 * 1024;

  private final boolean daemon;
  private final boolean journal;
  private final RotatingFile file;
  private final Pump<String> terminal;
  private final BootConsole console;

  Outputs(Lanes lanes, Files files, Directories directories, boolean daemon, LogsConfig config) {
    this(
        new RotatingFile(directories.log(), files, size(config), config.rotateCount()),
        new Pump<>(
            QUEUE,
            MIB,
            String::length,
            lanes.lane("terminal"),
            (lines, lost) -> print(lines, lost, terminal(daemon))),
        new BootConsole(files, daemon && config.console() && !isProvisioned(files, directories)),
        daemon,
        // Set by systemd where standard output is its journal.
        System.getenv("JOURNAL_STREAM") != null);
  }

  Outputs(
      RotatingFile file,
      Pump<String> terminal,
      BootConsole console,
      boolean daemon,
      boolean journal) {
    this.file = file;
    this.terminal = terminal;
    this.console = console;
    this.daemon = daemon;
    this.journal = journal;
  }

  private static boolean isProvisioned(Files files, Directories directories) {
    return files.exists(directories.lib().resolve("provisioned"));
  }

  private static long size(LogsConfig config) {
    return Math.max(0, config.rotateSizeMB()) * MIB;
  }

  private static PrintStream terminal(boolean daemon) {
    return daemon ? System.out : System.err;
  }

  // A terminal that takes nothing blocks its own lane, and neither the file nor whoever logs.
  private static void print(List<String> lines, int lost, PrintStream stream) {
    StringBuilder text = new StringBuilder();
    lines.forEach(text::append);
    if (lost > 0) {
      text.append(lost).append(" log records found no room here\n");
    }
    stream.print(text);
    stream.flush();
  }

  void configure(LogsConfig config) {
    file.limit(size(config), config.rotateCount());
  }

  BootConsole console() {
    return console;
  }

  int unwritten() {
    return file.unwritten();
  }

  void write(List<Record> records, boolean verbose) {
    StringBuilder text = new StringBuilder();
    for (Record record : records) {
      String lines = LineFormat.lines(record, verbose);
      text.append(lines);
      if (daemon) {
        terminal.put(journal ? LineFormat.journal(record, verbose) : lines);
      } else if (verbose || record.level().compareTo(Record.Level.WARNING) >= 0) {
        terminal.put(record.message() + "\n");
      }
    }
    if (daemon) {
      file.append(text.toString(), records.size());
      console.write(text.toString());
    }
  }
}
