// SPDX-License-Identifier: Apache-2.0
package org.waagent.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** A machine for a class of tests, on which the agent is installed. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class MachineTest {
  private static final Duration LONG = Duration.ofSeconds(120);
  static final String READY = "\"status\": \"Ready\", \"extensionStatus\": \"success\"";
  static final String UNTIL_GO = "while ! [ -e /notes/go ]; do sleep 0.1; done; ";

  private Path console;
  private Path repository;
  Container machine;
  InstalledAgent agent;

  @TempDir private Path folder;
  Optional<Host> host = Optional.empty();

  /** Which control groups systemd is to use: {@code 1} for version 2, {@code 0} for the older. */
  abstract String groups();

  @BeforeAll
  void place(@TempDir Path top) {
    console = top.resolve("console.log");
  }

  /** Before each, because only a test that was about to begin is counted when it is skipped. */
  @BeforeEach
  void boot() throws Exception {
    Optional<String> missing = Debian.missing();
    Assumptions.assumeTrue(missing.isEmpty(), () -> Debian.loud(missing.get()));
    if (machine == null) {
      repository = Path.of(System.getProperty("waagent.root")).toRealPath();
      machine = Container.boot(Debian.root(), console, InstalledAgent.needed(), groups());
      agent = InstalledAgent.on(machine, repository);
    }
  }

  @AfterAll
  void powerOff() throws Exception {
    if (machine != null) {
      machine.powerOff();
    }
  }

  @AfterEach
  void stop() throws Exception {
    if (host.isPresent()) {
      agent.stop();
      host.get().end();
    }
  }

  final void begin(String command, String shell, String expected, String... more) throws Exception {
    Path scenario = new Handler(folder).scenario(command, shell, expected);
    machine.must("rm", "-rf", "/notes");
    host = Optional.of(Host.start(machine, repository, scenario));
    List<String> lines = new ArrayList<>(host.get().configuration());
    lines.addAll(List.of(more));
    agent.reset(lines);
    agent.start();
  }

  final void assertReported() throws Exception {
    assertThat(host.orElseThrow().isSatisfied()).as("%s", new Told()).isTrue();
  }

  /** What was told on both sides, read when a test failed. */
  private final class Told {
    @Override
    public String toString() {
      try {
        return host.orElseThrow().output() + "\n--- log ---\n" + agent.log();
      } catch (IOException e) {
        return e.toString();
      }
    }
  }

  final String awaitNote(String name) throws Exception {
    Path note = machine.file("/notes/" + name);
    long end = System.nanoTime() + LONG.toNanos();
    while (!(Files.exists(note) && Files.size(note) > 0) && System.nanoTime() < end) {
      Thread.sleep(50);
    }
    return Files.readString(note);
  }

  final String shown(String property, String unit) {
    return machine.must("systemctl", "show", "--value", "--property=" + property, unit);
  }

  final boolean runs(String pid) {
    return machine.run("test", "-d", "/proc/" + pid.strip()).isFine();
  }
}
