// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.machine.TestMachine;
import org.waagent.plugin.Outcome;

class CertificateWaitTest {
  private static final Path FILE = Path.of("/lib/AB.crt");

  @TempDir private Path root;
  private TestMachine machine;
  private CertificateWait wait;

  @BeforeEach
  void make() throws Exception {
    machine = TestMachine.at(root);
    wait = new CertificateWait(machine.files(), machine.clock());
    Files.createDirectory(root.resolve("lib"));
  }

  private Outcome look() {
    return wait.forFile(FILE, 9).orElseThrow();
  }

  @Test
  void looksAgainLessAndLessOftenAndNotAtOneInstantOnAllMachines() {
    List<Duration> waits = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Outcome.RetryLater later = (Outcome.RetryLater) look();
      waits.add(Duration.between(machine.clock().instant(), later.when()));
    }

    assertThat(waits.get(0)).isBetween(Duration.ofMillis(800), Duration.ofMillis(1200));
    assertThat(waits.get(3)).isBetween(Duration.ofMillis(6400), Duration.ofMillis(9600));
    assertThat(waits.get(7)).isBetween(Duration.ofSeconds(24), Duration.ofSeconds(36));
    assertThat(waits.stream().map(wait -> wait.toMillis() % 1000).distinct().count())
        .as("%s", waits)
        .isGreaterThan(1);
  }

  @Test
  void givesUpAfterFiveMinutesAndBeginsAnewOnceTheFileWasThere() throws Exception {
    assertThat(look()).isInstanceOf(Outcome.RetryLater.class);
    machine.clock().advance(CertificateWait.LIMIT.plusSeconds(1));
    assertThat(look())
        .isEqualTo(
            new Outcome.Failed(9, "Failed to provision: AB.crt did not come with the goal state"));

    Files.createFile(root.resolve("lib/AB.crt"));
    assertThat(wait.forFile(FILE, 9)).isEmpty();
    Files.delete(root.resolve("lib/AB.crt"));
    assertThat(look()).isInstanceOf(Outcome.RetryLater.class);
  }
}
