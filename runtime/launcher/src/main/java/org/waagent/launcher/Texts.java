// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the launcher answers by itself: help, usage, version. */
final class Texts {
  private static final String[] OWN = {
    "help", "this list",
    "version", "versions of the agent, the system and Java",
    "daemon", "run the agent in the foreground",
    "start", "run the agent in the background",
    "run-exthandlers", "run the agent in the foreground, without setting the machine up",
    "make-archive", "make the class-data archive that shortens the next start",
  };
  private static final String[] FLAGS = {
    "-verbose", "tell more",
    "-force", "ask nothing before something is deleted",
    "-debug", "with run-exthandlers; without effect here, since there is no parent to lose",
    "-full", "with collect-logs: take more along",
    "-configuration-path:<path>", "another waagent.conf; also -conf=<path>",
  };
  private static final int COLUMN = 28;

  private final Feature feature;

  Texts(Feature feature) {
    this.feature = feature;
  }

  String usage() {
    StringBuilder line =
        new StringBuilder(
            "usage: waagent [-verbose] [-force] [-debug] [-full] [-configuration-path:<path>] ");
    String bar = "";
    for (int i = 0; i < OWN.length; i += 2) {
      line.append(bar).append(OWN[i]);
      bar = "|";
    }
    for (VerbLine verb : feature.verbs()) {
      line.append(bar).append(verb.name());
    }
    return line.toString();
  }

  String help() {
    StringBuilder text = new StringBuilder("\n").append(usage()).append("\n\n");
    for (int i = 0; i < OWN.length; i += 2) {
      row(text, OWN[i], OWN[i + 1]);
    }
    for (VerbLine verb : feature.verbs()) {
      row(text, verb.name(), verb.help());
    }
    text.append('\n');
    for (int i = 0; i < FLAGS.length; i += 2) {
      row(text, FLAGS[i], FLAGS[i + 1]);
    }
    return text.toString();
  }

  private static void row(StringBuilder text, String word, String help) {
    text.append("  ").append(word);
    for (int i = word.length(); i < COLUMN; i++) {
      text.append(' ');
    }
    text.append(help).append('\n');
  }

  /** Three lines; tools read the first word behind the dash. */
  String version() {
    return "waagent-"
        + feature.version()
        + " running on "
        + distro()
        + "\nJava: "
        + System.getProperty("java.version")
        + "\nGoal state agent: "
        + feature.version();
  }

  private static String distro() {
    for (String place : List.of("/etc/os-release", "/usr/lib/os-release")) {
      try {
        return distro(Files.readAllLines(Path.of(place)));
      } catch (IOException e) {
        continue;
      }
    }
    return System.getProperty("os.name").toLowerCase(java.util.Locale.ROOT)
        + " "
        + System.getProperty("os.version");
  }

  /** Name and version from the lines of an os-release file. */
  static String distro(List<String> lines) {
    String name = "linux";
    String version = "";
    for (String line : lines) {
      if (line.startsWith("ID=")) {
        name = unquoted(line.substring("ID=".length()));
      } else if (line.startsWith("VERSION_ID=")) {
        version = " " + unquoted(line.substring("VERSION_ID=".length()));
      }
    }
    return name + version;
  }

  private static String unquoted(String value) {
    String text = value.strip();
    boolean quoted = text.length() > 1 && (text.charAt(0) == '"' || text.charAt(0) == '\'');
    return quoted ? text.substring(1, text.length() - 1) : text;
  }
}
