// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.waagent.plugin.FrameworkProperties;

/**
 * The class-data archive {@code bin/waagent} chose for this Java. It only ever makes a start
 * quicker: the JVM ignores one that does not fit.
 *
 * @param path where it is, or should be; null if there is no place for one
 */
record Archive(Path path) {
  private static final String PROPERTY = "waagent.archive";
  private static final Path MAPPINGS = Path.of("/proc/self/maps");
  private static final Path LOAD = Path.of("/proc/loadavg");

  /** Environment variable of {@code make-archive}: the set whose classes it is made of. */
  private static final String SET = "WAAGENT_SET";

  static Archive ofProcess() {
    String path = System.getProperty(PROPERTY);
    return new Archive(path == null || path.isEmpty() ? null : Path.of(path));
  }

  /**
   * Tells {@code bin/waagent} that a start with this archive went well; it does not use again one
   * that a daemon did not survive.
   */
  void survived(Platform.Complaints complaints) {
    try {
      if (path != null) {
        Files.deleteIfExists(path.resolveSibling(path.getFileName() + ".starting"));
      }
    } catch (IOException e) {
      complaints.tell("the class-data archive stays under suspicion", e);
    }
  }

  /**
   * Has a new archive made by a process of its own if this JVM does not use one: there is none yet,
   * or Java or the agent were replaced.
   *
   * @param set that every start takes
   */
  void heal(Home home, Settings settings, String set, Platform.Complaints complaints) {
    try {
      if (path != null && Files.isReadable(MAPPINGS) && !isMapped()) {
        make(home, settings, set);
      }
    } catch (IOException e) {
      complaints.tell("no class-data archive can be made", e);
    }
  }

  /**
   * Has a new one made in the same way if this one is of another set, unless the machine has
   * something better to do.
   *
   * @param set that every start takes
   * @param load of the machine in the last minute; half of its processors at work are too many
   * @return whether nothing is left to be done; one that could not be made is left to the next
   *     start
   */
  boolean renew(
      Home home,
      Settings settings,
      String set,
      OptionalDouble load,
      Platform.Complaints complaints) {
    try {
      if (path == null || set.equals(set())) {
        return true;
      }
      if (load.orElse(0) * 2 >= Runtime.getRuntime().availableProcessors()) {
        return false;
      }
      make(home, settings, set);
    } catch (IOException e) {
      complaints.tell("no class-data archive can be made for set " + set, e);
    }
    return true;
  }

  /** The set it was made of, as {@code bin/waagent} noted. */
  private String set() throws IOException {
    Path note = path.resolveSibling(path.getFileName() + ".set");
    return Files.exists(note) ? Files.readString(note).strip() : FrameworkProperties.INSTALLED;
  }

  /** How many processes wanted a processor in the last minute; empty where nobody tells. */
  static OptionalDouble load() {
    try {
      String line = Files.readString(LOAD);
      return OptionalDouble.of(Double.parseDouble(line.substring(0, line.indexOf(' '))));
    } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  private static void make(Home home, Settings settings, String set) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command(home, settings));
    builder.environment().put(SET, set);
    builder
        .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
        .redirectOutput(Redirect.DISCARD)
        .redirectError(Redirect.DISCARD)
        .start();
  }

  private boolean isMapped() throws IOException {
    for (String line : Files.readAllLines(MAPPINGS)) {
      if (line.endsWith(path.toString())) {
        return true;
      }
    }
    return false;
  }

  private static List<String> command(Home home, Settings settings) {
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(Path.of("/usr/bin/nice"))) {
      command.add("/usr/bin/nice");
    }
    command.add(home.program().toString());
    command.add(CommandLine.MAKE_ARCHIVE);
    command.add("-configuration-path:" + settings.file());
    return command;
  }
}
