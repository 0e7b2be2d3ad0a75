// SPDX-License-Identifier: Apache-2.0
package org.waagent.benchmark;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The JVM that does nothing, with the very command line of a running agent. */
final class Rival implements AutoCloseable {
  private final Process process;
  private final Duration start;

  private Rival(Process process, Duration start) {
    this.process = process;
    this.start = start;
  }

  /**
   * The command line of a running agent up to its class path, with our class behind that: so Java,
   * flags and class-data archive are the same.
   */
  static List<String> commandLine(long agentPid, Path classes) throws IOException {
    Path proc = Path.of("/proc", Long.toString(agentPid));
    List<String> line = new ArrayList<>();
    String text = Files.readString(proc.resolve("cmdline"));
    boolean path = false;
    for (String word : text.split("\0")) {
      if (path) {
        line.add(word + File.pathSeparator + classes);
        break;
      }
      path = word.equals("-cp");
      line.add(word);
    }
    line.add(Hello.class.getName());
    return line;
  }

  static Rival start(List<String> commandLine) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(commandLine).redirectErrorStream(true);
    builder.environment().put("MALLOC_ARENA_MAX", "1");
    long from = System.nanoTime();
    Process process = builder.start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String line = out.readLine();
    if (!"hello".equals(line)) {
      process.destroyForcibly();
      throw new IOException("the JVM that does nothing said: " + line);
    }
    return new Rival(process, Duration.ofNanos(System.nanoTime() - from));
  }

  Duration startTime() {
    return start;
  }

  long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
