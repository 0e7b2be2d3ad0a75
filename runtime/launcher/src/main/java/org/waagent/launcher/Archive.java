// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The class-data archive {@code bin/waagent} chose for this Java. It only ever makes a start
 * quicker: the JVM ignores one that does not fit.
 *
 * @param path where it is, or should be; null if there is no place for one
 */
record Archive(Path path) {
  private static final String PROPERTY = "waagent.archive";
  private static final Path MAPPINGS = Path.of("/proc/self/maps");

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
   */
  void heal(Home home, Settings settings, Platform.Complaints complaints) {
    try {
      if (path == null || !Files.isReadable(MAPPINGS) || isMapped()) {
        return;
      }
      new ProcessBuilder(command(home, settings))
          .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
          .redirectOutput(Redirect.DISCARD)
          .redirectError(Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      complaints.tell("no class-data archive can be made", e);
    }
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
