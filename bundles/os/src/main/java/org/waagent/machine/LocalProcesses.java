// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.waagent.os.Processes;

/** This machine's processes: through {@code /proc}, and where there is none, as Java sees them. */
@Component
public final class LocalProcesses implements Processes {
  private static final Duration KILL_TIME = Duration.ofSeconds(5);

  private final Path proc;

  @Activate
  public LocalProcesses() {
    this(Path.of("/proc"));
  }

  LocalProcesses(Path proc) {
    this.proc = proc;
  }

  @Override
  public List<String> commandLine(long id) throws IOException {
    Optional<ProcessHandle> process = ProcessHandle.of(id).filter(ProcessHandle::isAlive);
    if (process.isEmpty()) {
      return List.of();
    }
    if (!java.nio.file.Files.exists(proc.resolve("self"))) {
      return process
          .get()
          .info()
          .commandLine()
          .map(line -> List.of(line.split(" ")))
          .orElse(none());
    }
    try {
      Path file = proc.resolve(Long.toString(id)).resolve("cmdline");
      byte[] words = java.nio.file.Files.readAllBytes(file);
      // Empty for a thread of the kernel and for a process that is dead but not buried.
      String line = new String(words, StandardCharsets.UTF_8);
      return line.isEmpty() ? none() : List.of(line.split("\0"));
    } catch (NoSuchFileException e) {
      return none();
    }
  }

  private static List<String> none() {
    return List.of();
  }

  @Override
  public boolean end(long id, Duration patience) throws InterruptedException {
    Optional<ProcessHandle> process = ProcessHandle.of(id).filter(ProcessHandle::isAlive);
    if (process.isEmpty()) {
      return true;
    }
    if (process.get().equals(ProcessHandle.current())) {
      return false;
    }
    process.get().destroy();
    if (isGone(process.get(), patience)) {
      return true;
    }
    process.get().destroyForcibly();
    return isGone(process.get(), KILL_TIME);
  }

  private static boolean isGone(ProcessHandle process, Duration within)
      throws InterruptedException {
    try {
      process.onExit().get(within.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("can't wait for process " + process.pid(), e);
    }
  }
}
