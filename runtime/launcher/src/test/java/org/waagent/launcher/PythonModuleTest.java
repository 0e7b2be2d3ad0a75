// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/waagent} is a shell script for shells, and a module for handlers in Python. */
class PythonModuleTest {
  private static final Path LAUNCHER =
      Path.of("").toAbsolutePath().getParent().resolve("bin/waagent");
  private static final Path SCRIPT =
      Path.of("src/test/resources/loads_waagent.py").toAbsolutePath();

  @TempDir private Path folder;

  @Test
  void everyPythonLoadsItEveryWayWithoutAWord() throws Exception {
    List<Python> all = Python.all();
    assumeTrue(!all.isEmpty(), "NO PYTHON on this machine: loading bin/waagent is not tried");
    if (all.stream().noneMatch(python -> python.version().equals("2.7"))) {
      System.out.println("NO PYTHON 2.7 on this machine: not tried with it");
    }
    for (Python python : all) {
      for (String way : python.ways()) {
        Path place = folder.resolve(python.version() + "-" + way);
        Files.createDirectories(place.resolve("lib/events"));
        // Python 3.12 warns of escapes that later ones refuse; imp itself is what 3.4 warns of.
        List<String> line = new ArrayList<>(List.of(python.program().toString()));
        line.addAll(List.of("-W", way.equals("imp") ? "ignore" : "error"));
        line.addAll(List.of(SCRIPT.toString(), LAUNCHER.toString(), place.toString(), way));
        assertThat(output(line)).as("%s by %s", python, way).isEqualTo("0 ");
      }
    }
  }

  @Test
  void everyShellFindsItWhole() throws Exception {
    for (String shell : List.of("sh", "dash", "bash", "busybox", "ksh", "mksh", "zsh")) {
      Path program = onPath(shell);
      if (program != null) {
        List<String> line = new ArrayList<>(List.of(program.toString()));
        line.addAll(shell.equals("busybox") ? List.of("sh", "-n") : List.of("-n"));
        line.add(LAUNCHER.toString());
        assertThat(output(line)).as(shell).isEqualTo("0 ");
      }
    }
  }

  @Test
  void shellcheckHasNothingToSay() throws Exception {
    Path shellcheck = onPath("shellcheck");
    assumeTrue(shellcheck != null, "NO SHELLCHECK on this machine");
    assertThat(output(List.of(shellcheck.toString(), LAUNCHER.toString()))).isEqualTo("0 ");
  }

  @Test
  void aPythonThatRunsItBecomesTheAgent() throws Exception {
    List<Python> all = Python.all();
    assumeTrue(!all.isEmpty(), "NO PYTHON on this machine: running bin/waagent is not tried");
    Installation installation = Installation.in(folder);
    Path link = folder.resolve("waagent");
    Files.createSymbolicLink(link, installation.folder().resolve("home/bin/waagent"));
    for (Python python : all) {
      assertThat(output(List.of(python.program().toString(), "-u", link.toString(), "--version")))
          .as(python.toString())
          .startsWith("0 waagent-3.0.0 running on ");
    }
  }

  private static Path onPath(String name) {
    for (String folder : System.getenv("PATH").split(":")) {
      Path program = Path.of(folder, name);
      if (Files.isExecutable(program)) {
        return program;
      }
    }
    return null;
  }

  /** Exit code, a blank, and all that was printed. */
  private String output(List<String> line) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.directory(folder.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.redirectErrorStream(true);
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    return process.exitValue() + " " + out;
  }
}
