// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waagent.machine.TestMachine;
import org.waagent.os.Files;

class StateTest {
  private static final Path LIB = Path.of("/var/lib/waagent");

  @TempDir private Path root;

  private Files files() {
    return TestMachine.at(root).files();
  }

  @Test
  void marksAMachineWithItsId() throws Exception {
    Marker marker = new Marker(files(), LIB);
    assertThat(marker.read()).isEmpty();

    marker.write("B9F3C233-9913-9F42-8EB3-BA656DF32502");

    assertThat(root.resolve("var/lib/waagent/provisioned"))
        .hasContent("B9F3C233-9913-9F42-8EB3-BA656DF32502");
    assertThat(new Marker(files(), LIB).read()).contains("B9F3C233-9913-9F42-8EB3-BA656DF32502");
  }

  @ParameterizedTest
  @CsvSource({
    "B9F3C233-9913-9F42-8EB3-BA656DF32502, B9F3C233-9913-9F42-8EB3-BA656DF32502, true",
    "B9F3C233-9913-9F42-8EB3-BA656DF32502, b9f3c233-9913-9f42-8eb3-ba656df32502, true",
    "B9F3C233-9913-9F42-8EB3-BA656DF32502, 33C2F3B9-1399-429F-8EB3-BA656DF32502, true",
    "B9F3C233-9913-9F42-8EB3-BA656DF32502, 11111111-2222-3333-4444-556677889900, false",
    "B9F3C233-9913-9F42-8EB3-BA656DF32502, x, false"
  })
  void knowsAMachineInBothSpellings(String now, String kept, boolean same) {
    assertThat(Marker.isSame(now, kept)).isEqualTo(same);
  }

  @Test
  void remembersWhatWasDone() throws Exception {
    Path folder = LIB.resolve("state/provisioning");
    Steps steps = Steps.read(files(), folder, "id");
    assertThat(steps.isEmpty()).isTrue();

    steps.begin("make it");
    steps.done("set it");

    Steps later = Steps.read(files(), folder, "id");
    assertThat(later.isBegun("make it")).isTrue();
    assertThat(later.isDone("make it")).isFalse();
    assertThat(later.isDone("set it")).isTrue();
  }

  @Test
  void forgetsWhatWasDoneToAnotherMachine() throws Exception {
    Path folder = LIB.resolve("state/provisioning");
    Steps.read(files(), folder, "image").done("set it");

    assertThat(Steps.read(files(), folder, "vm").isEmpty()).isTrue();
  }

  @Test
  void understandsJournalsThatNameStepsByWhatTheyTellPeople() throws Exception {
    Path file = root.resolve("var/lib/waagent/state/provisioning/steps");
    java.nio.file.Files.createDirectories(file.getParent());
    java.nio.file.Files.writeString(
        file,
        """
        machine id
        begun read the provisioning medium
        begun make the user's account
        done make the user's account
        done let the keys for $HOME/ann/.ssh/authorized_keys log in
        done put the key pair $HOME/ann/.ssh/id_rsa in its place
        done eject /dev/sr0
        """);

    Steps steps = Steps.read(files(), LIB.resolve("state/provisioning"), "id");

    assertThat(steps.isBegun("medium")).isTrue();
    assertThat(steps.isDone("account")).isTrue();
    assertThat(steps.isDone("authorized-keys $HOME/ann/.ssh/authorized_keys")).isTrue();
    assertThat(steps.isDone("key-pair $HOME/ann/.ssh/id_rsa")).isTrue();
    assertThat(steps.isDone("eject /dev/sr0")).isTrue();
    assertThat(steps.isDone("password")).isFalse();
  }
}
