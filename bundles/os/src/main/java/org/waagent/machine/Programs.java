// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where programs are. They are those of the machine this runs on, whatever the root is. */
final class Programs {
  /** A service manager may start the agent with a short path. */
  private static final List<String> USUAL =
      List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");

  private final String path;

  Programs(String path) {
    this.path = path;
  }

  static Programs ofMachine() {
    String path = System.getenv("PATH");
    return new Programs(path == null ? "" : path);
  }

  Optional<Path> find(String program) {
    if (program.contains("/")) {
      return Optional.of(Path.of(program)).filter(Programs::isProgram);
    }
    for (String folder : folders()) {
      Path candidate = Path.of(folder, program);
      if (isProgram(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /** Starts another program in a session of its own; part of every Linux, of no BSD. */
  Optional<Path> setsid() {
    return find(DistroTable.SETSID);
  }

  private Set<String> folders() {
    Set<String> folders = new LinkedHashSet<>();
    for (String folder : path.split(":")) {
      // A relative folder would depend on where the agent was started.
      if (folder.startsWith("/")) {
        folders.add(folder);
      }
    }
    folders.addAll(USUAL);
    return folders;
  }

  private static boolean isProgram(Path candidate) {
    return Files.isRegularFile(candidate) && Files.isExecutable(candidate);
  }
}
