// SPDX-License-Identifier: Apache-2.0
package org.waagent.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The agent under a real systemd, on control groups of the older version or of both. */
@Tag("V15")
class SystemdTest extends MachineTest {
  @Override
  String groups() {
    return "0";
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
  void theAgentIsHeldToItsShareOnceItIsAtWork() throws Exception {
    begin("none", ":", READY);
    assertReported();
    long end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
    while (!shown("CPUQuotaPerSecUSec", "waagent").equals("500ms") && System.nanoTime() < end) {
      Thread.sleep(500);
    }
    assertThat(shown("CPUQuotaPerSecUSec", "waagent")).isEqualTo("500ms");
    assertThat(agent.log()).contains("waagent.service may use 50 % of a processor");
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
