// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.waagent.plugin.Change;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Plan;
import org.waagent.plugin.Wanted;
import org.waagent.provisioning.tools.TestBench;
import org.waagent.provisioning.tools.TestWanted;

/** The platform hears once by which SSH host key the machine is known, whoever made it. */
@Tag("S8")
class HostKeyToldTest extends ImageBoot {
  /** SHA-256 of the three bytes that stand for a key here. */
  private static final String TOLD = "host key SHA256tdQEXD9Gb6kf4sxqvnkjKhpXzfEE96JucW4KHieJ33g";

  private static final Wanted GOAL_STATE = TestWanted.of(Optional.empty());

  private List<String> told() {
    return machine.did.stream().filter(what -> what.startsWith("host key ")).toList();
  }

  private void leftToCloudInit() throws Exception {
    machine.config.put("agent", "cloud-init");
    machine.write("/var/lib/waagent/ovf-env.xml", TestBench.ovf("ann", true));
    machine.write("/etc/ssh/ssh_host_rsa_key.pub", "ssh-rsa QUJD root@box\n");
  }

  @Test
  void afterTheStepsOfTheAgentWithTheFirstGoalState() throws Exception {
    assertThat(run()).isEqualTo(Outcome.done());
    assertThat(told()).as("nobody knows yet who this machine is").isEmpty();

    assertThat(round(plugin.plan(GOAL_STATE))).isEqualTo(Outcome.done());
    assertThat(told()).containsExactly(TOLD);
    assertThat(plugin.plan(GOAL_STATE).isEmpty()).isTrue();
  }

  @Test
  void togetherWithTheMarkOfWhatCloudInitMade() throws Exception {
    leftToCloudInit();

    assertThat(round(machine.plugin().plan(GOAL_STATE))).isEqualTo(Outcome.done());

    assertThat(told()).containsExactly(TOLD);
    assertThat(text("/var/lib/waagent/provisioned")).isEqualTo(machine.fixed.instanceId());
    assertThat(machine.plugin().plan(GOAL_STATE).isEmpty()).isTrue();
  }

  @Test
  void bySuccessorsOfAnAgentThatWasKilledBehindTheMarkOfWhatCloudInitMade() throws Exception {
    leftToCloudInit();
    Plan plan = machine.plugin().plan(GOAL_STATE);
    assertThat(plan.changes())
        .extracting(Change::id)
        .containsExactly(
            "mark what cloud-init made as provisioned", "tell the platform the SSH host key");
    assertThat(plan.changes().get(0).apply()).isEqualTo(Outcome.done());
    assertThat(told()).isEmpty();

    assertThat(round(machine.plugin().plan(NOTHING))).isEqualTo(Outcome.done());
    assertThat(told()).isEmpty();
    round(machine.plugin().plan(GOAL_STATE));
    round(machine.plugin().plan(GOAL_STATE));
    assertThat(told()).containsExactly(TOLD);
  }

  @Test
  void neverWhereNobodyProvisions() throws Exception {
    machine.config.put("agent", "disabled");

    round(machine.plugin().plan(GOAL_STATE));
    round(machine.plugin().plan(GOAL_STATE));

    assertThat(machine.file("/var/lib/waagent/provisioned")).exists();
    assertThat(told()).isEmpty();
  }

  @Test
  void notWhereTheKeyIsGone() throws Exception {
    run();
    for (String name : List.of("ssh_host_rsa_key.pub", "ssh_host_rsa_key")) {
      Files.delete(machine.file("/etc/ssh/" + name));
    }

    assertThat(round(plugin.plan(GOAL_STATE))).isEqualTo(Outcome.done());
    assertThat(told()).isEmpty();
  }
}
