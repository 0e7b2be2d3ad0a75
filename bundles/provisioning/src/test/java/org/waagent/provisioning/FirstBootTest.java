// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waagent.plugin.Change;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Plan;

class FirstBootTest extends ImageBoot {
  @ParameterizedTest
  @Tag("S1")
  @Tag("S20")
  @Tag("S3")
  @Tag("S5")
  @Tag("S6")
  @ValueSource(
      strings = {
        "Default",
        "DebianBase",
        "DebianModern",
        "Devuan",
        "Ubuntu12",
        "Ubuntu14",
        "Ubuntu16",
        "Ubuntu18",
        "Ubuntu",
        "RH6",
        "RH",
        "RHModern",
        "Fedora",
        "SUSE11",
        "SUSE",
        "CoreOS",
        "Arch",
        "Alpine",
        "Mariner",
        "Photon",
        "FreeBSD",
        "OpenBSD",
        "OpenWrt"
      })
  void makesAMachineOfAnImageOfEveryFamily(String family) throws Exception {
    machine = image(family);
    machine.config.put("deleteRootPassword", true);

    assertThat(run()).isEqualTo(Outcome.done());

    assertThat(machine.did)
        .contains(
            "host name vm1",
            "create ann",
            "password ann $6$",
            "allow ann WITH_PASSWORD",
            "lock root",
            "eject /dev/sr0");
    assertThat(text("/home/ann/.ssh/authorized_keys"))
        .isEqualTo("ssh-rsa AAAAB3NzaC1yc2E= ann@here\necdsa-sha2-nistp256 AAAAE2VjZHNh second\n");
    assertThat(mode("/home/ann/.ssh")).isEqualTo("rwx------");
    assertThat(mode("/home/ann/.ssh/authorized_keys")).isEqualTo("rw-------");
    assertThat(text("/home/ann/.ssh/id_rsa")).isEqualTo("PRIVATE KEY\n");
    assertThat(mode("/home/ann/.ssh/id_rsa")).isEqualTo("rw-------");
    assertThat(text("/home/ann/.ssh/id_rsa.pub")).startsWith("ssh-rsa AAAAB3");
    assertThat(mode("/home/ann/.ssh/id_rsa.pub")).isEqualTo("rw-r--r--");
    assertThat(text("/var/lib/waagent/CustomData")).isEqualTo("Q3VzdG9tRGF0YQ==");
    assertThat(text("/var/lib/waagent/provisioned")).isEqualTo(machine.fixed.instanceId());
    assertThat(text("/etc/ssh/sshd_config").contains("PasswordAuthentication yes"))
        .isEqualTo(machine.fixed.layout().editsSshdConfig());
    assertThat(machine.did.contains("restart " + machine.fixed.layout().sshService().orElse("-")))
        .isEqualTo(machine.fixed.layout().sshService().isPresent());
  }

  @Test
  void plansNothingRightAfterwards() throws Exception {
    run();
    int before = machine.did.size();

    assertThat(plugin.plan(NOTHING).isEmpty()).isTrue();
    assertThat(machine.plugin().plan(NOTHING).isEmpty()).isTrue();
    assertThat(machine.did).hasSize(before);
  }

  @Test
  void changesNothingWhileItPlans() throws Exception {
    plugin = machine.plugin();
    Plan first = plugin.plan(NOTHING);

    assertThat(first.changes())
        .extracting(Change::id)
        .containsExactly("read the provisioning medium");
    assertThat(first.settled()).isInstanceOf(Outcome.Running.class);
    assertThat(machine.did).isEmpty();
    round(first);
    List<String> before = List.copyOf(machine.did);
    plugin.plan(NOTHING);
    assertThat(machine.did).isEqualTo(before);
  }

  @Test
  @Tag("S58")
  void replacesTheHostKeysAndNothingElse() throws Exception {
    run();

    assertThat(text("/etc/ssh/ssh_host_rsa_key")).isEqualTo("PRIVATE\n");
    assertThat(mode("/etc/ssh/ssh_host_rsa_key")).isEqualTo("rw-------");
    assertThat(text("/etc/ssh/ssh_host_rsa_key.pub")).isEqualTo("ssh-rsa QUJD host\n");
    assertThat(machine.file("/etc/ssh/ssh_host_dsa_key")).doesNotExist();
    assertThat(text("/etc/ssh/ssh_host_rsa_key-cert.pub")).isEqualTo("of the owner\n");
  }

  @ParameterizedTest
  @Tag("S59")
  @ValueSource(strings = {"rsa", "ecdsa", "ed25519", "dsa"})
  void makesTheKindOfHostKeyThatIsAskedFor(String kind) throws Exception {
    machine.config.put("sshHostKeyPairType", kind);

    run();

    assertThat(machine.file("/etc/ssh/ssh_host_" + kind + "_key")).exists();
    assertThat(keys()).hasSize(2);
  }

  @Test
  void makesAllKindsOfHostKeys() throws Exception {
    machine.config.put("sshHostKeyPairType", "auto");

    run();

    assertThat(keys()).hasSize(6);
  }

  private List<String> keys() throws IOException {
    try (Stream<Path> files = Files.list(machine.file("/etc/ssh"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("ssh_host") && !name.contains("cert"))
          .toList();
    }
  }

  @Test
  void keepsTheHostKeysOfTheImageWhereTheyAreNotToBeReplaced() throws Exception {
    machine.config.put("regenerateSshHostKeyPair", false);

    run();

    assertThat(text("/etc/ssh/ssh_host_rsa_key")).isEqualTo("IMAGE\n");
  }

  @Test
  @Tag("S55")
  void leavesEverythingAloneWhereNobodyProvisions() throws Exception {
    machine.config.put("enabled", false);

    assertThat(run()).isEqualTo(Outcome.done());

    assertThat(machine.did).isEmpty();
    assertThat(text("/etc/ssh/ssh_host_rsa_key")).isEqualTo("IMAGE\n");
    assertThat(machine.file("/var/lib/waagent/provisioned")).exists();
    assertThat(machine.file("/var/lib/waagent/ovf-env.xml")).doesNotExist();
  }

  @Test
  @Tag("S57")
  void leavesRootAloneUnlessAskedTo() throws Exception {
    run();

    assertThat(machine.did).doesNotContain("lock root");
  }

  @Test
  @Tag("S61")
  void decodesCustomDataWhereAskedTo() throws Exception {
    machine.config.put("decodeCustomData", true);

    run();

    assertThat(text("/var/lib/waagent/CustomData")).isEqualTo("CustomData");
    assertThat(mode("/var/lib/waagent/CustomData")).isEqualTo("rw-------");
  }

  @Test
  @Tag("S63")
  void setsNoPasswordOfASystemUserUnlessAllowed() throws Exception {
    machine.add("ann", 10);

    assertThat(run())
        .isEqualTo(
            new Outcome.Failed(
                6, "Failed to provision: User ann is a system user, will not set password."));
    assertThat(machine.file("/var/lib/waagent/provisioned")).doesNotExist();

    machine.config.put("allowResetSysUser", true);
    assertThat(run()).isEqualTo(Outcome.done());
    assertThat(machine.did).contains("password ann $6$");
  }

  @Test
  @Tag("V19")
  void putsAnAgentThatIsNotWantedToSleep() throws Exception {
    String text = new String(resource("ovf/whole.xml"), StandardCharsets.UTF_8);
    Files.writeString(machine.medium.get(), text.replace("Agent>true<", "Agent>false<"));

    assertThat(run()).isEqualTo(Outcome.done());

    assertThat(machine.file("/var/lib/waagent/disable_agent")).isEmptyFile();
    assertThat(machine.did).contains("event ProvisionGuestAgent true");
  }

  @Test
  void keepsTheDocumentWithoutItsPassword() throws Exception {
    run();

    assertThat(text("/var/lib/waagent/ovf-env.xml")).contains("ann").doesNotContain("Passw0rd");
    assertThat(mode("/var/lib/waagent/ovf-env.xml")).isEqualTo("rw-------");
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file)).doesNotContain("Passw0rd");
      }
    }
    assertThat(machine.shell.ran()).noneMatch(line -> line.contains("Passw0rd"));
    assertThat(machine.machine.log().lines()).noneMatch(line -> line.contains("Passw0rd"));
  }

  @Test
  void notesTheIdOfAMachineThatWasMovedAndChangesNoUser() throws Exception {
    machine.write("/var/lib/waagent/provisioned", "");

    assertThat(run()).isEqualTo(Outcome.done());
    assertThat(text("/var/lib/waagent/provisioned")).isEqualTo(machine.fixed.instanceId());
    assertThat(machine.did).isEmpty();
  }

  @Test
  void changesNothingOnAMachineThatIsProvisioned() throws Exception {
    machine.write("/var/lib/waagent/provisioned", machine.fixed.instanceId());

    assertThat(machine.plugin().plan(NOTHING)).isEqualTo(Plan.nothing());
    assertThat(machine.did).isEmpty();
  }
}
