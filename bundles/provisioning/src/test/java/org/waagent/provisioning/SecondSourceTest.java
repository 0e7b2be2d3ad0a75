// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waagent.host.HostException;
import org.waagent.host.InstanceMetadata;
import org.waagent.plugin.Outcome;

/** A first boot without a medium: the metadata service is asked. */
class SecondSourceTest extends ImageBoot {
  private static final String KNOWN =
      """
      {"osProfile": {"adminUsername": "ann", "computerName": "vm1",
          "disablePasswordAuthentication": "true"},
        "publicKeys": [{"path": "/home/ann/.ssh/authorized_keys",
          "keyData": "ssh-rsa AAAAB3NzaC1yc2E= ann@here"}]}
      """;

  private Optional<String> answer = Optional.empty();

  @BeforeEach
  void takeOut() {
    machine.medium = Optional.empty();
    machine.metadata =
        new InstanceMetadata() {
          @Override
          public Compute compute() {
            throw new UnsupportedOperationException();
          }

          @Override
          public String text(String path) throws HostException {
            return answer.orElseThrow(
                () -> new HostException(HostException.Kind.UNREACHABLE, "nobody answers"));
          }
        };
    plugin = machine.plugin();
  }

  private Outcome look() throws Exception {
    return round(plugin.plan(NOTHING));
  }

  @Test
  void makesTheMachineOfWhatItSays() throws Exception {
    answer = Optional.of(KNOWN);

    assertThat(look()).isInstanceOf(Outcome.RetryLater.class);
    assertThat(look()).isInstanceOf(Outcome.RetryLater.class);
    look();
    assertThat(machine.asked).containsExactly("the provisioning medium was read");
    assertThat(look()).isEqualTo(Outcome.done());

    assertThat(machine.did)
        .containsOnlyOnce("host name vm1", "create ann", "allow ann WITHOUT_PASSWORD")
        .doesNotContain("password ann $6$", "eject /dev/sr0");
    assertThat(text("/home/ann/.ssh/authorized_keys"))
        .isEqualTo("ssh-rsa AAAAB3NzaC1yc2E= ann@here\n");
    assertThat(text("/etc/ssh/sshd_config")).contains("PasswordAuthentication no");
    assertThat(text("/var/lib/waagent/ovf-env.xml")).contains("ann");
    assertThat(machine.plugin().plan(NOTHING).isEmpty()).isTrue();
  }

  @Test
  void saysOfBothSourcesWhyThereIsNothingAndGoesOnOnceOneAnswers() throws Exception {
    look();
    look();
    machine.machine.clock().advance(Duration.ofMinutes(2));

    assertThat(look())
        .isEqualTo(
            new Outcome.Failed(
                2,
                "the provisioning medium was not found: this machine has no drive for it; the"
                    + " metadata service does not help: nobody answers"));
    assertThat(machine.did).doesNotContain("create ann");
    assertThat(machine.file("/var/lib/waagent/ovf-env.xml")).doesNotExist();

    answer = Optional.of(KNOWN);
    look();
    assertThat(look()).isEqualTo(Outcome.done());
    assertThat(machine.did).containsOnlyOnce("create ann");
  }

  @Test
  void makesNoMachineNobodyCouldLogInTo() throws Exception {
    answer = Optional.of(KNOWN.replace("publicKeys", "otherKeys"));
    look();
    look();
    machine.machine.clock().advance(Duration.ofMinutes(2));

    assertThat(look())
        .isEqualTo(
            new Outcome.Failed(
                2,
                "the provisioning medium was not found: this machine has no drive for it; the"
                    + " metadata service does not help: it names no user with a key"));
    assertThat(machine.did).doesNotContain("create ann");
  }
}
