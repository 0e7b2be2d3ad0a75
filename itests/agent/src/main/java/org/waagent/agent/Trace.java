// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What the handlers of a test did: every script writes a line when it begins a command. */
public final class Trace {
  private final Path folder;

  public Trace(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path folder() {
    return folder;
  }

  /**
   * The commands so far, in order, each as {@code Handler-version command [configuration.]number}.
   */
  public List<String> commands() {
    List<String> commands = new ArrayList<>();
    for (String line : lines("commands")) {
      commands.add(line.substring(line.indexOf(' ') + 1));
    }
    return commands;
  }

  /** The environment a command saw when it ran last: what the agent gives of it. */
  public Map<String, String> environment(String handler, String command) {
    Map<String, String> environment = new LinkedHashMap<>();
    for (String line : lines("environment." + handler + "." + command)) {
      int equals = line.indexOf('=');
      environment.put(line.substring(0, equals), line.substring(equals + 1));
    }
    return environment;
  }

  /** Waits until a command was begun. */
  public void await(String command, Duration time) {
    await(commands -> commands.contains(command), command, time);
  }

  /** Waits until so many commands were begun. */
  public void await(int count, Duration time) {
    await(commands -> commands.size() >= count, count + " commands", time);
  }

  private void await(Predicate<List<String>> wanted, String what, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (!wanted.test(commands())) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + time + ": " + what + "; ran " + commands());
      }
      Pause.of(Duration.ofMillis(20));
    }
  }

  /** A text that a script wrote. */
  public String text(String name) {
    return String.join("\n", lines(name));
  }

  /** The shells that ran a command and may still do so. */
  public List<ProcessHandle> shells() {
    List<ProcessHandle> shells = new ArrayList<>();
    for (String line : lines("commands")) {
      long pid = Long.parseLong(line.substring(0, line.indexOf(' ')));
      Optional<ProcessHandle> shell = ProcessHandle.of(pid);
      shell.filter(this::isOurs).ifPresent(shells::add);
    }
    return shells;
  }

  /** A number may meanwhile be somebody else's process: ours has the script in its command line. */
  private boolean isOurs(ProcessHandle shell) {
    try {
      Path line = Path.of("/proc", Long.toString(shell.pid()), "cmdline");
      return Files.readString(line).contains(ShellHandler.SCRIPT);
    } catch (IOException e) {
      return false;
    }
  }

  private List<String> lines(String name) {
    Path file = folder.resolve(name);
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
