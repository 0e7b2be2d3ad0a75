// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.machine.ScriptedShell;
import org.waagent.plugin.Check.Finding;
import org.waagent.plugin.Check.Severity;
import org.waagent.provisioning.config.Settings;
import org.waagent.provisioning.state.Steps;
import org.waagent.provisioning.tools.TestBench;

/** What is told to who makes images, before a machine is made of one. */
class ImageCheckTest {
  private static final String FORMER = "11111111-2222-3333-4444-556677889900";

  @TempDir private Path root;
  private TestBench bench;

  @BeforeEach
  void image() throws Exception {
    bench = new TestBench(root, "DebianModern");
    bench.shell = new ScriptedShell(line -> ScriptedShell.fine(""), "sshd", "ssh-keygen");
    bench.put("/etc/ssh/ssh_host_rsa_key");
    Files.createDirectories(root.resolve("var/lib/waagent"));
  }

  private Finding look() throws Exception {
    TreeSet<String> before = bench.tree();
    Finding found =
        new ImageCheck(
                Settings.of(bench.settings),
                Settings.os(java.util.Map.of()),
                bench.machine.files(),
                bench.shell,
                bench,
                bench.facts,
                bench.machine.directories())
            .look();
    assertThat(bench.tree()).isEqualTo(before);
    assertThat(bench.shell.ran()).isEmpty();
    return found;
  }

  private void assertFound(Severity severity, String cause, String cure) throws Exception {
    Finding found = look();
    assertThat(found.severity()).isEqualTo(severity);
    assertThat(found.cause()).contains(cause);
    assertThat(found.cure()).contains(cure);
  }

  @Test
  void aGoodImageIsReadyAndSaysForWhom() throws Exception {
    assertThat(look()).isEqualTo(Finding.fine("ready for a first boot, by this agent"));
    bench.enabled.add("cloud-init-local");
    assertThat(look()).isEqualTo(Finding.fine("ready for a first boot, by cloud-init"));
  }

  @Test
  void aMachineThatIsMadeIsFine() throws Exception {
    bench.settings.put("agent", "waagent");
    bench.enabled.add("cloud-init-local");
    bench.put("/var/lib/waagent/provisioned", bench.facts.instanceId());
    assertThat(look()).isEqualTo(Finding.fine("this machine is provisioned"));
  }

  @Test
  void aMarkerOfAnotherMachineSaysThatNobodyDeprovisioned() throws Exception {
    bench.put("/var/lib/waagent/provisioned", FORMER);
    assertFound(Severity.WARNING, "of machine " + FORMER, "deprovision+user");
  }

  @Test
  void twoProvisionersAreOneTooMany() throws Exception {
    bench.settings.put("agent", "waagent");
    bench.enabled.add("cloud-init-local");
    assertFound(Severity.ERROR, "cloud-init is enabled, too", "Provisioning.Agent=auto");
  }

  @Test
  void cloudInitThatIsNotEnabledProvisionsNothing() throws Exception {
    bench.settings.put("agent", "cloud-init");
    assertFound(Severity.ERROR, "no service of it is started at boot", "Enable cloud-init");
  }

  @Test
  void keysThatStayAreTheSameOnAllMachines() throws Exception {
    bench.settings.put("regenerateSshHostKeyPair", false);
    assertFound(Severity.WARNING, "the SSH host keys in /etc/ssh", "made anew");
    Files.delete(root.resolve("etc/ssh/ssh_host_rsa_key"));
    assertThat(look().severity()).isEqualTo(Severity.FINE);

    bench.put("/etc/ssh/ssh_host_ed25519_key");
    bench.settings.clear();
    bench.settings.put("agent", "disabled");
    assertFound(Severity.WARNING, "the SSH host keys in /etc/ssh", "Delete them");
  }

  @Test
  void keysThatNobodyCanMakeFailTheFirstBoot() throws Exception {
    bench.settings.put("sshHostKeyPairType", "rsa2");
    assertFound(Severity.ERROR, "SshHostKeyPairType is rsa2", "ed25519");

    bench.settings.clear();
    bench.shell = new ScriptedShell(line -> ScriptedShell.fine(""), "sshd");
    assertFound(Severity.ERROR, "no ssh-keygen", "Install ssh-keygen");
    bench.shell = new ScriptedShell(line -> ScriptedShell.fine(""));
    assertThat(look().severity()).isEqualTo(Severity.FINE);
  }

  @Test
  void theDocumentOfAnotherMachineIsALeftoverUnlessAFirstBootGoesOn() throws Exception {
    bench.put("/var/lib/waagent/ovf-env.xml", TestBench.ovf("ann", true));
    assertFound(Severity.WARNING, "/var/lib/waagent/ovf-env.xml", "waagent deprovision");

    Path state = bench.machine.directories().state("provisioning");
    Steps.read(bench.machine.files(), state, bench.facts.instanceId()).begin("medium");
    assertThat(look().severity()).isEqualTo(Severity.FINE);
  }

  @Test
  void theIdOfTheSystemIsToldAndAnEmptyOneIsFine() throws Exception {
    bench.put("/etc/machine-id", "0123456789abcdef0123456789abcdef\n");
    assertFound(Severity.WARNING, "/etc/machine-id", "deprovision -deep");
    bench.put("/etc/machine-id", "");
    assertThat(look().severity()).isEqualTo(Severity.FINE);
  }

  @Test
  void theWorstComesFirstAndNothingIsLeftOut() throws Exception {
    bench.put("/etc/machine-id", "0123456789abcdef0123456789abcdef\n");
    bench.settings.put("regenerateSshHostKeyPair", false);
    bench.settings.put("agent", "waagent");
    bench.enabled.add("cloud-init");
    Finding found = look();
    assertThat(found.severity()).isEqualTo(Severity.ERROR);
    assertThat(found.cause())
        .startsWith("Provisioning.Agent names this agent")
        .contains("the SSH host keys", "/etc/machine-id");
    assertThat(found.cure()).contains("Provisioning.Agent=auto", "made anew", "-deep");
  }
}
