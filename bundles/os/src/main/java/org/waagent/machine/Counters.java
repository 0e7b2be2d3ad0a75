// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.waagent.os.Files;
import org.waagent.os.ResourceControl.Usage;

/** The kernel's counters of one group. What it does not keep is empty. */
final class Counters {
  private static final int MOST = 64 * 1024;
  private static final long NANOS_IN_MICRO = 1000;

  private final Files files;
  private final Hierarchies hierarchies;

  Counters(Files files, Hierarchies hierarchies) {
    this.files = files;
    this.hierarchies = hierarchies;
  }

  /** Empty if there is no such group. */
  Optional<Usage> of(String group) throws IOException {
    Optional<Path> memory = hierarchies.old("memory", group).filter(files::exists);
    Optional<Path> accounting = hierarchies.old("cpuacct", group).filter(files::exists);
    Optional<Path> cpu = hierarchies.old("cpu", group).filter(files::exists);
    Optional<Path> unified = hierarchies.unified(group).filter(files::exists);
    if (memory.isEmpty() && accounting.isEmpty() && cpu.isEmpty() && unified.isEmpty()) {
      return Optional.empty();
    }
    Usage processor = processor(accounting, cpu, unified);
    Usage use = memory.isPresent() ? oldMemory(memory.get()) : memory(unified);
    return Optional.of(
        new Usage(
            processor.cpuNanos(),
            processor.throttledNanos(),
            use.memoryBytes(),
            use.anonymousBytes(),
            use.cacheBytes(),
            use.mostMemoryBytes(),
            use.swapBytes(),
            use.memoryThrottled()));
  }

  /** Ids of the processes in a group; each hierarchy that has the group has all of them. */
  List<Long> processes(String group) throws IOException {
    for (Optional<Path> folder :
        List.of(
            hierarchies.old("name=systemd", group),
            hierarchies.unified(group),
            hierarchies.old("memory", group))) {
      String text = text(folder.filter(files::exists), "cgroup.procs");
      if (!text.isBlank()) {
        return text.lines()
            .map(Counters::number)
            .flatMapToLong(OptionalLong::stream)
            .boxed()
            .toList();
      }
    }
    return List.of();
  }

  private static Usage memory(
      OptionalLong now,
      OptionalLong anonymous,
      OptionalLong cache,
      OptionalLong most,
      OptionalLong swap,
      OptionalLong throttled) {
    OptionalLong none = OptionalLong.empty();
    return new Usage(none, none, now, anonymous, cache, most, swap, throttled);
  }

  private Usage processor(Optional<Path> accounting, Optional<Path> cpu, Optional<Path> unified)
      throws IOException {
    String news = text(unified, "cpu.stat");
    String olds = text(cpu, "cpu.stat");
    OptionalLong used =
        accounting.isPresent()
            ? number(text(accounting, "cpuacct.usage"))
            : nanos(word(news, "usage_usec"));
    OptionalLong throttled =
        cpu.isPresent() ? word(olds, "throttled_time") : nanos(word(news, "throttled_usec"));
    OptionalLong none = OptionalLong.empty();
    return new Usage(used, throttled, none, none, none, none, none, none);
  }

  private Usage oldMemory(Path group) throws IOException {
    Optional<Path> folder = Optional.of(group);
    String stat = text(folder, "memory.stat");
    return memory(
        number(text(folder, "memory.usage_in_bytes")),
        word(stat, "total_rss"),
        word(stat, "total_cache"),
        number(text(folder, "memory.max_usage_in_bytes")),
        word(stat, "total_swap"),
        OptionalLong.empty());
  }

  private Usage memory(Optional<Path> group) throws IOException {
    String stat = text(group, "memory.stat");
    return memory(
        number(text(group, "memory.current")),
        word(stat, "anon"),
        word(stat, "file"),
        number(text(group, "memory.peak")),
        number(text(group, "memory.swap.current")),
        word(text(group, "memory.events"), "high"));
  }

  /** Empty text if the kernel does not keep that, or the group has just gone. */
  private String text(Optional<Path> group, String name) throws IOException {
    if (group.isEmpty()) {
      return "";
    }
    try {
      return files.readText(group.get().resolve(name), MOST);
    } catch (NoSuchFileException e) {
      return "";
    } catch (IOException e) {
      // A file that was opened while the group existed can't be read once the group is gone.
      if (!files.exists(group.get())) {
        return "";
      }
      throw e;
    }
  }

  private static OptionalLong nanos(OptionalLong micros) {
    return micros.isEmpty() ? micros : OptionalLong.of(micros.getAsLong() * NANOS_IN_MICRO);
  }

  private static OptionalLong word(String text, String name) {
    for (String line : text.split("\n")) {
      if (line.startsWith(name + " ")) {
        return number(line.substring(name.length() + 1));
      }
    }
    return OptionalLong.empty();
  }

  private static OptionalLong number(String text) {
    try {
      return OptionalLong.of(Long.parseLong(text.strip()));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
