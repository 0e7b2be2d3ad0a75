// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.life;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What the script around the commands wrote down. */
final class CommandTrace {
  private static final int NANOS = 1_000_000_000;

  private final Path folder;

  CommandTrace(Path folder) {
    this.folder = folder;
  }

  Path folder() {
    return folder;
  }

  /** Lets every command that begins from now on wait before it does anything. */
  void hold() {
    try {
      Files.writeString(folder.resolve("hold"), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void release() {
    try {
      Files.deleteIfExists(folder.resolve("hold"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<CommandRun> all() {
    Map<String, CommandRun> runs = new LinkedHashMap<>();
    for (String line : lines()) {
      String[] words = line.split("\\|", -1);
      if (words[0].equals("begin") && words.length == 8) {
        runs.put(words[1], begun(words));
      } else if (words[0].equals("end") && words.length == 4) {
        runs.computeIfPresent(words[1], (id, run) -> ended(run, words));
      }
    }
    return new ArrayList<>(runs.values());
  }

  /** Those after the first so many. */
  List<CommandRun> from(int count) {
    List<CommandRun> all = all();
    return all.subList(Math.min(count, all.size()), all.size());
  }

  private static CommandRun begun(String... words) {
    return new CommandRun(
        words[2],
        words[3],
        words[6],
        words[7],
        instant(words[5]),
        Optional.empty(),
        OptionalInt.empty());
  }

  private static CommandRun ended(CommandRun run, String... words) {
    return new CommandRun(
        run.name(),
        run.version(),
        run.sequence(),
        run.config(),
        run.begin(),
        Optional.of(instant(words[3])),
        OptionalInt.of(Integer.parseInt(words[2])));
  }

  private static Instant instant(String nanos) {
    long all = Long.parseLong(nanos);
    return Instant.ofEpochSecond(all / NANOS, all % NANOS);
  }

  private List<String> lines() {
    try {
      Path file = folder.resolve("commands");
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
