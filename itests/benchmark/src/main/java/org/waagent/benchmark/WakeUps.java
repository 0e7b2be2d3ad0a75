// SPDX-License-Identifier: Apache-2.0
package org.waagent.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How often the threads of a process went to sleep and came back. The kernel counts by thread and
 * forgets one that ends, so this has to look now and then.
 */
final class WakeUps {
  private static final String COUNTER = "voluntary_ctxt_switches:";

  private final Path tasks;
  private final Map<String, Long> before;
  private final Map<String, Long> last;

  WakeUps(long pid) throws IOException {
    this.tasks = Path.of("/proc", Long.toString(pid), "task");
    this.before = read();
    this.last = new HashMap<>(before);
  }

  void look() throws IOException {
    last.putAll(read());
  }

  /** Since this was made, as far as it was looked at. */
  long total() {
    return last.entrySet().stream()
        .mapToLong(thread -> thread.getValue() - before.getOrDefault(thread.getKey(), 0L))
        .sum();
  }

  private Map<String, Long> read() throws IOException {
    Map<String, Long> counts = new HashMap<>();
    try (Stream<Path> threads = Files.list(tasks)) {
      for (Path thread : threads.toList()) {
        counts.put(
            thread.getFileName().toString(), Usage.number(thread.resolve("status"), COUNTER));
      }
    } catch (NoSuchFileException ended) {
      throw new IOException("the process has ended: " + tasks, ended);
    }
    return counts;
  }
}
