// SPDX-License-Identifier: Apache-2.0
package org.waagent.whole;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The fake Azure host on the network of a machine, with one scenario. */
final class Host {
  private static final Duration LISTENING = Duration.ofSeconds(30);
  private static final String PATIENCE_SECONDS = "180";

  private final Process process;
  private final Path output;

  private Host(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  static Host start(Container machine, Path repository, Path scenario)
      throws IOException, InterruptedException {
    Path output = scenario.resolveSibling("host.out");
    List<String> words = new ArrayList<>(machine.inNetwork());
    words.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    words.addAll(List.of("-Xmx64m", "-jar"));
    words.add(repository.resolve("itests/azure-host/target/azure-host.jar").toString());
    words.addAll(List.of("--print-conf", "--until-status-success", "--timeout"));
    words.addAll(List.of(PATIENCE_SECONDS, scenario.toString()));
    Process process =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile()).start();
    Host host = new Host(process, output);
    long end = System.nanoTime() + LISTENING.toNanos();
    while (!host.output().contains("\n--\n") && process.isAlive() && System.nanoTime() < end) {
      Thread.sleep(20);
    }
    return host;
  }

  /** What it printed so far. */
  String output() throws IOException {
    return Files.readString(output);
  }

  /** Lines for {@code waagent.conf}. */
  List<String> configuration() throws IOException {
    String told = output();
    return told.substring(0, told.indexOf("--\n")).lines().toList();
  }

  /** Whether a status came that holds what the scenario expects. */
  boolean isSatisfied() throws InterruptedException {
    return process.waitFor(Long.parseLong(PATIENCE_SECONDS) + 20, TimeUnit.SECONDS)
        && process.exitValue() == 0;
  }

  void end() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }
}
