// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * An installed agent that keeps everything it writes in one folder. It is only looked at from
 * outside: its process, its files and what its command line prints.
 */
public final class Agent implements AutoCloseable {
  private static final Duration VERB_LIMIT = Duration.ofSeconds(60);

  private final Path installation;
  private final Path folder;
  private final Map<String, String> environment;
  private Process process;

  private Agent(Path installation, Path folder, Map<String, String> environment) {
    this.installation = installation;
    this.folder = folder;
    this.environment = Map.copyOf(environment);
  }

  /**
   * An agent with its configuration written, not started.
   *
   * @param installation what the build made, with {@code bin/waagent}
   * @param folder for everything it writes
   * @param lines of {@code waagent.conf}, later ones win
   */
  public static Agent in(Path installation, Path folder, List<String> lines) {
    Agent agent = new Agent(installation, folder, Map.of());
    agent.configure(lines);
    return agent;
  }

  /** The same agent with variables in its environment. */
  public Agent with(Map<String, String> variables) {
    return new Agent(installation, folder, variables);
  }

  /** Writes {@code waagent.conf}: where to write, and those lines. */
  public void configure(List<String> lines) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "Lib.Dir=" + lib(),
                "Extension.LogDir=" + extensionLogs(),
                "Pid.File=" + pidFile(),
                "Logs.File=" + logFile(),
                "Logs.Console=n",
                // Tests leave the slices of the machine's systemd alone.
                "CGroups.Enabled=n"));
    all.addAll(lines);
    try {
      Files.createDirectories(folder);
      Path next = folder.resolve("waagent.conf.next");
      Files.writeString(next, String.join("\n", all) + "\n");
      Files.move(
          next,
          configuration(),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts the daemon, with flags, and returns at once. */
  public Agent start(String... flags) {
    List<String> words = new ArrayList<>(List.of("-daemon"));
    words.addAll(List.of(flags));
    process = launch(words, output());
    return this;
  }

  /** Ends the daemon as a service manager does. */
  public Ended stop() {
    long from = System.nanoTime();
    process.destroy();
    int code = await(process, Duration.ofSeconds(30));
    return new Ended(code, Duration.ofNanos(System.nanoTime() - from));
  }

  /** Ends the daemon with SIGKILL, so that it can do nothing more. */
  public void kill() {
    process.destroyForcibly();
    await(process, Duration.ofSeconds(10));
  }

  /** Runs a command line to its end. */
  public Answer run(String... words) {
    Path out = temporary("out");
    Path err = temporary("err");
    Process command = launch(List.of(words), out, err);
    int code = await(command, VERB_LIMIT);
    return new Answer(code, text(out), text(err));
  }

  public Process process() {
    return process;
  }

  public boolean isRunning() {
    return process != null && process.isAlive();
  }

  /** Whether the daemon runs and what its threads do, for who wonders why a test failed. */
  public String state() {
    if (process == null) {
      return "was not started";
    }
    if (!process.isAlive()) {
      return "ended with code " + process.exitValue() + ": " + text(output());
    }
    sendQuit();
    return "runs:\n" + text(output());
  }

  /** A JVM that gets SIGQUIT prints where its threads are. */
  private void sendQuit() {
    try {
      new ProcessBuilder("kill", "-QUIT", Long.toString(process.pid())).start().waitFor();
      Pause.of(Duration.ofSeconds(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Path output() {
    return folder.resolve("daemon.out");
  }

  public Path folder() {
    return folder;
  }

  public Path configuration() {
    return folder.resolve("waagent.conf");
  }

  public Path lib() {
    return folder.resolve("lib");
  }

  public Path extensionLogs() {
    return folder.resolve("extension-logs");
  }

  public Path pidFile() {
    return folder.resolve("waagent.pid");
  }

  public Path logFile() {
    return folder.resolve("waagent.log");
  }

  /** Everything it logged; what it printed where it did not come as far as a log. */
  public String log() {
    String log = text(logFile());
    return log.isEmpty() ? text(output()) : log;
  }

  /** Kills what still runs. */
  @Override
  public void close() {
    if (isRunning()) {
      kill();
    }
  }

  private Process launch(List<String> words, Path... output) {
    List<String> line = new ArrayList<>();
    line.add(installation.resolve("bin/waagent").toString());
    line.addAll(words);
    line.add("-configuration-path:" + configuration());
    ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile());
    builder.environment().putAll(environment);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output[0].toFile()));
    if (output.length > 1) {
      builder.redirectError(output[1].toFile());
    } else {
      builder.redirectErrorStream(true);
    }
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int await(Process process, Duration time) {
    try {
      if (!process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("the agent did not end within " + time);
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Path temporary(String kind) {
    try {
      return Files.createTempFile(folder, "verb", "." + kind);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Names of what lies in the data folder. */
  public List<String> libNames() {
    try (Stream<Path> files = Files.list(lib())) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How the daemon ended. */
  public record Ended(int code, Duration took) {}

  /** What a command line said. */
  public record Answer(int code, String out, String err) {}
}
