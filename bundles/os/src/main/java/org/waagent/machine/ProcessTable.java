// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** The machine's processes, as {@code /proc} tells them. */
final class ProcessTable {
  private static final long KILL_NANOS = 2_000_000_000L;
  private static final long BETWEEN_NANOS = 2_000_000L;

  private final Path proc;

  ProcessTable(Path proc) {
    this.proc = proc;
  }

  /**
   * One process.
   *
   * @param group its process group
   * @param session its session
   * @param state one letter
   * @param start when it started, in ticks since boot
   */
  record Entry(long pid, String state, long group, long session, String start) {
    /** Reads {@code /proc/<pid>/stat}; the second field is a name that may contain anything. */
    static Entry parse(String stat) {
      String[] after = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return new Entry(
          Long.parseLong(stat.substring(0, stat.indexOf(' '))),
          after[0],
          Long.parseLong(after[2]),
          Long.parseLong(after[3]),
          after[19]);
    }

    /** Whether it still does something. What has ended but was not waited for does not. */
    boolean isAlive() {
      return !state.equals("Z") && !state.equals("X");
    }
  }

  /** Whether there is a table. */
  boolean isThere() {
    return Files.exists(proc.resolve("self/stat"));
  }

  /** A process that has not ended. */
  Optional<Entry> find(long pid) throws IOException {
    try {
      return Optional.of(Entry.parse(text(pid + "/stat"))).filter(Entry::isAlive);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      // It ended between opening and reading.
      if (!Files.exists(proc.resolve(Long.toString(pid)))) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Differs from boot to boot. */
  String boot() throws IOException {
    return text("sys/kernel/random/boot_id").strip();
  }

  /** Kills what is in the group or the session of a leader, until nothing of it is left. */
  void killGroup(long leader) throws IOException {
    long end = System.nanoTime() + KILL_NANOS;
    List<Long> left = members(leader);
    // Again and again, because a member may have started another one meanwhile.
    while (!left.isEmpty() && System.nanoTime() < end) {
      for (long pid : left) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
      }
      LockSupport.parkNanos(BETWEEN_NANOS);
      left = members(leader);
    }
  }

  private List<Long> members(long leader) throws IOException {
    List<Long> members = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path path : entries) {
        find(Long.parseLong(path.getFileName().toString()))
            .filter(entry -> entry.group() == leader || entry.session() == leader)
            .ifPresent(entry -> members.add(entry.pid()));
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return members;
  }

  private String text(String file) throws IOException {
    return new String(Files.readAllBytes(proc.resolve(file)), StandardCharsets.ISO_8859_1);
  }
}
