// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.waagent.plugin.Outcome;

/** A first boot on a file system that can't be written to, for a while. */
class StorageFaultsTest extends ImageBoot {
  @Test
  void saysWhatCannotBeChangedAndFinishesOnceItCan() throws Exception {
    machine.files.readOnly(Path.of("/etc"));

    assertThat(run())
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed ->
                assertThat(failed.text())
                    .startsWith("Failed to provision: ")
                    .contains("/etc/ssh/", "Read-only file system"));
    assertThat(text("/etc/ssh/sshd_config")).isEqualTo("Port 22\n");
    assertThat(text("/etc/ssh/ssh_host_rsa_key")).isEqualTo("IMAGE\n");
    assertThat(machine.file("/var/lib/waagent/provisioned")).doesNotExist();

    machine.files.cure();
    assertThat(again()).isEqualTo(Outcome.done());
    assertFinished();
  }

  /** The disk is full from its first, its second, its third write on, and so forth. */
  @Test
  void finishesAfterADiskThatWasFullAtAnyWrite() throws Exception {
    for (int writes = 0; ; writes++) {
      empty();
      machine = image("DebianModern");
      machine.files.fullAfter(writes);
      Outcome outcome = run();
      if (machine.files.cure() == 0) {
        assertThat(outcome).isEqualTo(Outcome.done());
        assertThat(writes).isGreaterThan(20);
        return;
      }
      assertThat(outcome).as("full after %s", writes).isNotEqualTo(Outcome.done());
      assertThat(outcome.toString()).contains("No space left on device");
      assertThat(again()).as("full after %s", writes).isEqualTo(Outcome.done());
      assertFinished();
    }
  }

  /** As soon as the fault is gone, with the same agent. */
  private Outcome again() throws Exception {
    Outcome outcome;
    do {
      machine.asked.clear();
      outcome = round(plugin.plan(NOTHING));
    } while (!machine.asked.isEmpty() || outcome instanceof Outcome.Running);
    return outcome;
  }

  private void assertFinished() throws Exception {
    assertThat(machine.did)
        .containsOnlyOnce(
            "host name vm1", "create ann", "allow ann WITH_PASSWORD", "event Provision true")
        .contains("password ann $6$")
        .doesNotContain("delete ann");
    assertThat(text("/home/ann/.ssh/authorized_keys").lines()).hasSize(2);
    assertThat(text("/home/ann/.ssh/id_rsa")).isEqualTo("PRIVATE KEY\n");
    assertThat(text("/etc/ssh/sshd_config")).containsOnlyOnce("ClientAliveInterval");
    assertThat(text("/var/lib/waagent/provisioned")).isEqualTo(machine.fixed.instanceId());
    assertThat(keys())
        .containsExactly("ssh_host_rsa_key", "ssh_host_rsa_key-cert.pub", "ssh_host_rsa_key.pub");
    assertThat(plugin.plan(NOTHING).isEmpty()).isTrue();
    assertThat(machine.plugin().plan(NOTHING).isEmpty()).isTrue();
  }

  private List<String> keys() throws IOException {
    try (Stream<Path> files = Files.list(machine.file("/etc/ssh"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.contains("_key"))
          .sorted()
          .toList();
    }
  }

  private void empty() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (!file.equals(root)) {
          Files.delete(file);
        }
      }
    }
  }
}
