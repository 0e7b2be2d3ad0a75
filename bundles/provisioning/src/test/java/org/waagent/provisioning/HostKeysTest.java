// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waagent.plugin.Outcome;

/** Host keys are replaced so that there are some at every moment. */
class HostKeysTest extends ImageBoot {
  private static final String FOLDER = "/etc/ssh";

  /** What a machine that loses its power looks like to the agent. */
  private static final class PowerLoss extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private List<String> names(String begin) {
    try (Stream<Path> files = Files.list(machine.file(FOLDER))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith(begin) && !name.contains("cert"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean hasKey() {
    return names("ssh_host_").stream().anyMatch(name -> name.endsWith("_key"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsa", "ed25519", "auto"})
  void thereAreSomeWheneverTheMachineStopsAndSuccessorsFinish(String kind) throws Exception {
    for (int stop = 0; ; stop++) {
      machine = image("DebianModern");
      machine.config.put("sshHostKeyPairType", kind);
      boolean stopped = runUntil(stop);
      assertThat(hasKey()).as("stopped before change %s", stop).isTrue();

      machine.files.watch((what, path) -> {});
      assertThat(run()).as("stopped before change %s", stop).isEqualTo(Outcome.done());
      assertThat(names("waagent_new")).isEmpty();
      assertThat(names("ssh_host_dsa")).isEmpty();
      assertThat(text(FOLDER + "/" + names("ssh_host_").get(0))).isEqualTo("PRIVATE\n");
      Files.delete(machine.file("/var/lib/waagent/provisioned"));
      Files.delete(machine.file("/var/lib/waagent/state/provisioning/steps"));
      if (!stopped) {
        assertThat(stop).isGreaterThan(3);
        return;
      }
    }
  }

  /** Whether it stopped: before a change in the folder, counted from 0. */
  private boolean runUntil(int stop) throws Exception {
    int[] left = {stop};
    machine.files.watch(
        (what, path) -> {
          if (path.startsWith(FOLDER) && path.toString().endsWith("_key") && left[0]-- == 0) {
            throw new PowerLoss();
          }
        });
    try {
      assertThat(run()).isEqualTo(Outcome.done());
      return false;
    } catch (PowerLoss e) {
      return true;
    }
  }

  @Test
  void draftsThatAKilledPredecessorLeftAreTakenAway() throws Exception {
    machine.write(FOLDER + "/waagent_new_ecdsa_key", "PRIVATE\n");
    machine.write(FOLDER + "/waagent_new_ecdsa_key.pub", "ssh-other QUJD host\n");

    assertThat(run()).isEqualTo(Outcome.done());
    assertThat(names("waagent_new")).isEmpty();
    assertThat(names("ssh_host_")).containsExactly("ssh_host_rsa_key", "ssh_host_rsa_key.pub");
  }

  /** Older servers refuse to be called by a bare name, and another file may be the server's. */
  @Test
  void theServerIsAskedByItsWholePathAboutItsOwnFile() throws Exception {
    machine.config.put("sshdConfigPath", "/etc/other/sshd_config");
    machine.write("/etc/other/sshd_config", "Port 22\n");

    assertThat(run()).isEqualTo(Outcome.done());
    assertThat(machine.shell.ran())
        .filteredOn(line -> line.contains("sshd -"))
        .hasSizeGreaterThan(1)
        .allMatch(line -> line.matches("/\\S+/sshd -[tT] -f /etc/other/sshd_config"));
  }
}
