// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.facts;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.waagent.os.Distro;
import org.waagent.os.Files;
import org.waagent.os.Machine;
import org.waagent.telemetry.event.Field;

/** What the machine itself tells: its system, memory and processors. Read when first needed. */
final class MachineFacts {
  private static final int MOST_BYTES = 64 * 1024;
  private static final String SYSTEM = "the operating system";

  private final List<Fact> facts;
  private final long pid;

  MachineFacts(Files files, Machine machine) {
    Distro distro = machine.distro();
    String release = text(files, "/etc/os-release");
    String system =
        "Linux:"
            + distro.name()
            + '-'
            + distro.version()
            + '-'
            + value(release, "VERSION_CODENAME=").replace("\"", "")
            + ':'
            + System.getProperty("os.version", "");
    this.facts =
        List.of(
            new Fact(Field.of("OSVersion", system), SYSTEM),
            new Fact(Field.of("ExecutionMode", "IAAS"), "fixed"),
            new Fact(Field.of("RAM", memory(text(files, "/proc/meminfo"))), SYSTEM),
            new Fact(Field.of("Processors", Runtime.getRuntime().availableProcessors()), SYSTEM),
            new Fact(
                Field.of("KeywordName", "{\"CpuArchitecture\": \"" + architecture() + "\"}"),
                SYSTEM));
    this.pid = number(text(files, "/proc/self/stat"));
  }

  List<Fact> facts() {
    return facts;
  }

  /** Of this process; 0 where the system tells none. */
  long pid() {
    return pid;
  }

  private static String architecture() {
    String name = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    return name.equals("amd64") ? "x86_64" : name;
  }

  private static long memory(String table) {
    return number(value(table, "MemTotal:").strip()) / 1024;
  }

  /** The rest of the line that begins so; empty if there is none. */
  private static String value(String text, String begin) {
    int at = text.startsWith(begin) ? 0 : text.indexOf('\n' + begin) + 1;
    if (at == 0 && !text.startsWith(begin)) {
      return "";
    }
    int end = text.indexOf('\n', at);
    return text.substring(at + begin.length(), end < 0 ? text.length() : end);
  }

  private static long number(String text) {
    int end = 0;
    while (end < text.length() && end < 18 && Character.digit(text.charAt(end), 10) >= 0) {
      end++;
    }
    return end == 0 ? 0 : Long.parseLong(text.substring(0, end));
  }

  private static String text(Files files, String path) {
    try {
      return files.readText(Path.of(path), MOST_BYTES);
    } catch (IOException e) {
      // Not every system tells it, and an event without it is better than none.
      return "";
    }
  }
}
