// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Python of this machine.
 *
 * @param version two numbers, as {@code 3.11}
 */
record Python(String version, Path program) {
  private static final String TELL = "import sys; print('%d.%d' % sys.version_info[:2])";

  /** All there are, on the path and where pyenv keeps them; one of each version. */
  static List<Python> all() throws IOException, InterruptedException {
    List<Path> folders = new ArrayList<>();
    for (String folder : System.getenv("PATH").split(":")) {
      folders.add(Path.of(folder));
    }
    Path pyenv = Path.of(System.getProperty("user.home"), ".pyenv/versions");
    if (Files.isDirectory(pyenv)) {
      try (Stream<Path> versions = Files.list(pyenv)) {
        versions.map(version -> version.resolve("bin")).forEach(folders::add);
      }
    }
    Map<String, Python> found = new LinkedHashMap<>();
    for (Path folder : folders) {
      for (String name : List.of("python3", "python2", "python2.7")) {
        Path program = folder.resolve(name);
        String version = Files.isExecutable(program) ? tell(program) : "";
        if (!version.isEmpty()) {
          found.putIfAbsent(version, new Python(version, program));
        }
      }
    }
    return List.copyOf(found.values());
  }

  /** How a script can load another as source with this one. */
  List<String> ways() {
    if (version.startsWith("2.")) {
      return List.of("imp", "exec");
    }
    boolean hasImp = Integer.parseInt(version.substring(2)) < 12;
    return hasImp ? List.of("imp", "loader", "exec") : List.of("loader", "exec");
  }

  private static String tell(Path program) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(program.toString(), "-c", TELL)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String version = new String(process.getInputStream().readAllBytes()).trim();
    return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0 ? version : "";
  }
}
