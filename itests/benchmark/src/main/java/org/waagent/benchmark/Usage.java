// SPDX-License-Identifier: Apache-2.0
package org.waagent.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * What a process has used so far, as the kernel counts it.
 *
 * @param cpuTicks user and system time, in hundredths of a second
 * @param residentKb resident memory now
 */
record Usage(long cpuTicks, long residentKb) {

  static Usage of(long pid) throws IOException {
    Path proc = Path.of("/proc", Long.toString(pid));
    String stat = Files.readString(proc.resolve("stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    return new Usage(ticks, number(proc.resolve("status"), "VmRSS:"));
  }

  Usage since(Usage before) {
    return new Usage(cpuTicks - before.cpuTicks, residentKb);
  }

  /** The number behind a name in a file of the kernel; 0 if the thread has ended. */
  static long number(Path file, String name) throws IOException {
    try {
      List<String> lines = Files.readAllLines(file);
      for (String line : lines) {
        if (line.startsWith(name)) {
          return Long.parseLong(line.substring(name.length()).replace("kB", "").strip());
        }
      }
      return 0;
    } catch (NoSuchFileException ended) {
      return 0;
    }
  }
}
