// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.removal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.machine.ScriptedShell;
import org.waagent.plugin.Change;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Plan;
import org.waagent.plugin.Removal;
import org.waagent.provisioning.tools.TestBench;

/** What goes out of an image beyond what the platform asks for. */
class DeepRemovalTest {
  @TempDir private Path root;
  private TestBench bench;

  @BeforeEach
  void machine() {
    bench = new TestBench(root, "Default");
  }

  private Plan deep(Removal scope) throws IOException {
    return new ImageRemoval(bench.tools()).deep(scope);
  }

  private static List<Outcome> apply(Plan plan) throws Exception {
    List<Outcome> outcomes = new ArrayList<>();
    for (Change change : plan.changes()) {
      outcomes.add(change.apply());
    }
    return outcomes;
  }

  @Test
  void goesDeeperThanThePlatformAsksFor() throws Exception {
    List<String> gone =
        List.of(
            "/var/lib/cloud/instance/user-data.txt",
            "/var/log/journal/id/system.journal",
            "/var/lib/NetworkManager/internal-1234-eth0.lease",
            "/var/lib/systemd/random-seed",
            "/etc/netplan/50-cloud-init.yaml",
            "/home/ann/.bash_history",
            "/var/lib/wicked/lease-eth0-dhcp-ipv4.xml");
    for (String path : gone) {
      bench.put(path);
    }
    bench.put("/etc/machine-id");
    bench.put("/home/ann/work");
    bench.put("/etc/netplan/60-own.yaml");
    bench.accounts.put("ann", 1000, "");
    apply(deep(Removal.DEPROVISION));
    assertThat(gone).noneMatch(bench::isThere);
    assertThat(root.resolve("etc/machine-id")).isEmptyFile();
    assertThat(bench.isThere("/home/ann/work")).isTrue();
    assertThat(bench.isThere("/etc/netplan/60-own.yaml")).isTrue();
    assertThat(deep(Removal.DEPROVISION).changes()).isEmpty();
    assertThat(deep(Removal.VM_CHANGED).changes()).isEmpty();
    assertThat(bench.shell.ran()).isEmpty();
  }

  @Test
  void hasCloudInitForgetTheMachineWhereItIs() throws Exception {
    bench.shell = new ScriptedShell(line -> ScriptedShell.fine(""), "cloud-init");
    bench.put("/var/lib/cloud/instance/user-data.txt");

    Plan plan = deep(Removal.DEPROVISION);
    assertThat(plan.changes().get(0).description()).contains("cloud-init clean --logs");
    assertThat(bench.shell.ran()).isEmpty();
    assertThat(apply(plan)).containsOnly(Outcome.done());
    assertThat(bench.shell.ran()).containsExactly("cloud-init clean --logs");
    assertThat(bench.isThere("/var/lib/cloud/instance/user-data.txt")).isFalse();
    assertThat(deep(Removal.DEPROVISION).changes()).isEmpty();
  }

  /** Where keys of the image stay on its machines, all of them would have the same. */
  @Test
  void deletesHostKeysThatAreOnlyMadeWhereThereAreNone() throws Exception {
    bench.settings.put("regenerateSshHostKeyPair", false);
    bench.put("/etc/ssh/ssh_host_rsa_key");
    bench.put("/etc/ssh/ssh_host_rsa_key.pub");
    bench.put("/etc/ssh/ssh_host_rsa_key-cert.pub");

    Plan plan = deep(Removal.DEPROVISION);
    assertThat(plan.changes().get(0).warning()).contains("All SSH host key pairs will be deleted.");
    assertThat(apply(plan)).containsOnly(Outcome.done());
    assertThat(bench.isThere("/etc/ssh/ssh_host_rsa_key")).isFalse();
    assertThat(bench.isThere("/etc/ssh/ssh_host_rsa_key.pub")).isFalse();
    assertThat(bench.isThere("/etc/ssh/ssh_host_rsa_key-cert.pub")).isTrue();
  }

  @Test
  void leavesHostKeysWhereNobodyMakesOthers() throws Exception {
    bench.settings.put("regenerateSshHostKeyPair", false);
    bench.settings.put("agent", "disabled");
    bench.put("/etc/ssh/ssh_host_rsa_key");

    assertThat(deep(Removal.DEPROVISION).changes()).isEmpty();
  }

  @Test
  void saysWhyCloudInitForgetsNothing() throws Exception {
    bench.shell = new ScriptedShell(line -> ScriptedShell.failed(3, "no python"), "cloud-init");
    bench.put("/var/lib/cloud/instance/user-data.txt");

    List<Outcome> outcomes = apply(deep(Removal.DEPROVISION));
    assertThat(outcomes.get(0).toString()).contains("cloud-init clean: exit code 3 no python");
    assertThat(bench.isThere("/var/lib/cloud/instance/user-data.txt")).isFalse();
  }
}
