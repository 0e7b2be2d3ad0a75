// SPDX-License-Identifier: Apache-2.0
package org.waagent.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent under a real systemd. */
@Tag("V15")
class SystemdTest {
  private static final Duration LONG = Duration.ofSeconds(120);
  private static final String READY = "\"status\": \"Ready\", \"extensionStatus\": \"success\"";
  private static final String UNTIL_GO = "while ! [ -e /notes/go ]; do sleep 0.1; done; ";

  private static Path repository;
  @TempDir private static Path top;
  private static Container machine;
  private static InstalledAgent agent;

  @TempDir private Path folder;
  private Optional<Host> host = Optional.empty();

  @BeforeAll
  static void boot() throws Exception {
    Optional<String> missing = Debian.missing();
    Assumptions.assumeTrue(missing.isEmpty(), () -> Debian.loud(missing.get()));
    repository = Path.of(System.getProperty("waagent.root")).toRealPath();
    Path console = top.resolve("console.log");
    machine = Container.boot(Debian.root(), console, InstalledAgent.needed());
    agent = InstalledAgent.on(machine, repository);
  }

  @AfterAll
  static void powerOff() throws Exception {
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

  private void begin(String command, String shell, String expected) throws Exception {
    Path scenario = new Handler(folder).scenario(command, shell, expected);
    machine.must("rm", "-rf", "/notes");
    host = Optional.of(Host.start(machine, repository, scenario));
    agent.reset(host.get().configuration());
    agent.start();
  }

  private void assertReported() throws Exception {
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

  private static String awaitNote(String name) throws Exception {
    Path note = machine.file("/notes/" + name);
    long end = System.nanoTime() + LONG.toNanos();
    while (!(Files.exists(note) && Files.size(note) > 0) && System.nanoTime() < end) {
      Thread.sleep(50);
    }
    return Files.readString(note);
  }

  private static String shown(String property, String unit) {
    return machine.must("systemctl", "show", "--value", "--property=" + property, unit);
  }

  private static boolean runs(String pid) {
    return machine.run("test", "-d", "/proc/" + pid.strip()).isFine();
  }

  @Test
  void commandsRunInScopesBelowTheSliceOfTheirHandler() throws Exception {
    begin("none", ":", READY);
    assertReported();
    for (String command : List.of("install", "enable")) {
      assertThat(awaitNote(command + ".groups"))
          .contains(Handler.GROUP + command + "_")
          .doesNotContain("waagent.service");
      assertThat(awaitNote(command + ".found"))
          .startsWith(InstalledAgent.LIB + "/Acme.Hello-1.0.0 ")
          .endsWith(" 0\n0\n");
    }
    assertThat(shown("ControlGroup", "waagent")).isEqualTo("/azure.slice/waagent.service");
    assertThat(shown("CPUQuotaPerSecUSec", Handler.SLICE)).isEqualTo("250ms");
    assertThat(machine.run("waagent", "doctor").text()).contains("control-groups");
    assertThat(agent.log()).doesNotContain("goes without limits");
  }

  @Test
  @Tag("D31")
  void aStopLeavesAnInstallRunningAndItsResultIsReportedLater() throws Exception {
    begin("install", UNTIL_GO, READY);
    String pid = awaitNote("install.pid");
    agent.stop();
    assertThat(runs(pid)).isTrue();
    assertThat(machine.must("systemctl", "list-units", "--type=scope", "--plain", "--no-legend"))
        .contains("install_");
    agent.start();
    machine.must("touch", "/notes/go");
    assertReported();
    assertThat(awaitNote("install.pid")).isEqualTo(pid);
  }

  @Test
  @Tag("D31")
  void aKillLeavesAnInstallRunningAndItsFailureIsReportedLater() throws Exception {
    begin("install", UNTIL_GO + "exit 7", "\"status\": \"NotReady\"");
    String pid = awaitNote("install.pid");
    String before = shown("MainPID", "waagent");
    agent.kill();
    assertThat(runs(pid)).isTrue();
    // It ends while there is no agent, or while the next one already waits for it.
    machine.must("touch", "/notes/go");
    assertReported();
    assertThat(shown("MainPID", "waagent")).isNotEqualTo(before);
    assertThat(host.orElseThrow().output()).contains("Non-zero exit code: 7");
  }

  @Test
  @Tag("D31")
  void aDaemonLivesOnInItsScope() throws Exception {
    begin("enable", "setsid sleep 600 </dev/null & echo $! >/notes/daemon", READY);
    assertReported();
    String pid = awaitNote("daemon");
    agent.stop();
    assertThat(runs(pid)).isTrue();
    assertThat(machine.must("cat", "/proc/" + pid.strip() + "/cgroup"))
        .contains(Handler.GROUP + "enable_");
    machine.must("sh", "-c", "kill " + pid.strip());
  }

  @Test
  void aSystemdThatRefusesCostsNoExtensionAnything() throws Exception {
    Path program = machine.file("/usr/bin/systemd-run");
    Path aside = program.resolveSibling("systemd-run.aside");
    Files.move(program, aside);
    try {
      Files.writeString(program, "#!/bin/sh\necho 'Failed to connect to bus' >&2\nexit 1\n");
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
      begin("none", ":", READY);
      assertReported();
      assertThat(awaitNote("enable.groups")).contains("waagent.service");
    } finally {
      Files.move(aside, program, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
