// SPDX-License-Identifier: Apache-2.0
package org.waagent.whole;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The agent under a real systemd, on control groups of version 2. */
@Tag("V15")
class UnifiedTest extends MachineTest {
  @Override
  String groups() {
    return "1";
  }

  @Test
  void commandsRunInScopesThatAreCounted() throws Exception {
    begin("enable", "setsid sleep 600 </dev/null & echo $! >/notes/daemon", READY);
    assertReported();
    assertThat(awaitNote("install.groups")).contains("0::" + Handler.GROUP + "install_");
    assertThat(shown("CPUQuotaPerSecUSec", Handler.SLICE)).isEqualTo("250ms");
    assertThat(machine.run("waagent", "doctor").text())
        .containsPattern("control-groups.*version 2");
    // What is left of the extension keeps its slice, and the agent finds it there.
    assertThat(machine.must("cat", "/sys/fs/cgroup" + Handler.GROUP + "cpu.stat"))
        .contains("usage_usec");
    machine.must("sh", "-c", "kill $(cat /notes/daemon)");
  }
}
