// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.util.List;
import java.util.Optional;

/**
 * Where a system keeps its host name.
 *
 * @param file the file; empty text if it can't be set
 * @param key what stands before the name in its line; empty text if the name is all the file has
 * @param quote what stands around the name
 * @param programs a program that keeps and sets the name, and its words before the name
 * @param followUp commands after the file was written, with {@code NAME} for the name
 */
record NameKeeper(
    String file, String key, String quote, List<String> programs, List<List<String>> followUp) {
  private static final String FILE = "file:";
  private static final String USUAL = "/etc/hostname";

  /** As a cell of the table has it. */
  static NameKeeper of(String cell) {
    return switch (cell) {
      case "hostnamectl" -> program(List.of(DistroTable.HOSTNAMECTL, "set-hostname"));
      case "hostnamectl-static" ->
          program(List.of(DistroTable.HOSTNAMECTL, "set-hostname", "--static"));
      case "sysconfig" -> line(DistroTable.OLD_SYSCONFIG, "HOSTNAME=", "");
      case "rc.conf" -> line(DistroTable.RC_CONF, "hostname=", "\"");
      case "uci" -> uci();
      case "none" -> line("", "", "");
      default -> line(cell.substring(FILE.length()), "", "");
    };
  }

  private static NameKeeper line(String file, String key, String quote) {
    return new NameKeeper(file, key, quote, List.of(), List.of());
  }

  private static NameKeeper program(List<String> words) {
    return new NameKeeper(USUAL, "", "", words, List.of());
  }

  private static NameKeeper uci() {
    return new NameKeeper(
        USUAL,
        "",
        "",
        List.of(),
        List.of(
            List.of(DistroTable.UCI, "set", "system.@system[0].hostname=NAME"),
            List.of(DistroTable.UCI, "commit", "system"),
            List.of(DistroTable.OPENWRT_SYSTEM, "reload")));
  }

  /** Whether other things stand in the file, too. */
  boolean sharesFile() {
    return !key.isEmpty();
  }

  String line(String name) {
    return key + quote + name + quote;
  }

  /** The name that stands in a line; empty if none does. */
  Optional<String> name(String line) {
    String text = line.strip();
    if (text.isEmpty() || text.startsWith("#") || !text.startsWith(key)) {
      return Optional.empty();
    }
    String name = text.substring(key.length()).replace("\"", "").strip();
    return name.isEmpty() ? Optional.empty() : Optional.of(name);
  }
}
