// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.partner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.machine.TestMachine;
import org.waagent.os.Mode;
import org.waagent.updater.archive.Uses;

final class QuarantineTest {
  private static final Path FILE = Path.of("/var/lib/waagent/features/quarantine.json");
  private static final Quarantined ACME =
      new Quarantined("acme", "1.0.0", Instant.parse("2026-01-02T03:04:05Z"), "it hangs");

  @TempDir Path folder;

  private Quarantine quarantine(TestMachine machine) {
    Quarantine quarantine =
        new Quarantine(() -> Optional.of(machine.files()), FILE, machine.log().logger());
    quarantine.load();
    return quarantine;
  }

  @Test
  void itOutlivesTheAgent() {
    TestMachine machine = TestMachine.at(folder);
    quarantine(machine).add(ACME);

    assertThat(quarantine(machine).all()).containsExactly(ACME);
  }

  @Test
  void anotherVersionIsNotHeld() {
    Quarantine quarantine = quarantine(TestMachine.at(folder));
    quarantine.add(ACME);

    assertThat(quarantine.holds(new Grant("acme", "1.0.0", Uses.NOTHING))).isTrue();
    assertThat(quarantine.holds(new Grant("acme", "1.0.1", Uses.NOTHING))).isFalse();
    assertThat(quarantine.holds(new Grant("other", "1.0.0", Uses.NOTHING))).isFalse();
  }

  @Test
  void aFeatureIsReleased() {
    TestMachine machine = TestMachine.at(folder);
    Quarantine quarantine = quarantine(machine);
    quarantine.add(ACME);

    assertThat(quarantine.release("other")).isFalse();
    assertThat(quarantine.release("acme")).isTrue();
    assertThat(quarantine(machine).all()).isEmpty();
  }

  @Test
  void aDamagedFileIsToldAndHoldsNothing() throws IOException {
    TestMachine machine = TestMachine.at(folder);
    machine.files().makeFolder(FILE.getParent(), Mode.OWNER_FOLDER);
    machine.files().write(FILE, "{".getBytes(UTF_8), Mode.OWNER_ONLY);

    assertThat(quarantine(machine).all()).isEmpty();
    assertThat(machine.log().lines()).singleElement().asString().contains("can't be read");
  }

  @Test
  void itCountsEvenWhereItCannotBeWritten() {
    TestMachine machine = TestMachine.at(folder);
    Quarantine quarantine = new Quarantine(Optional::empty, FILE, machine.log().logger());

    quarantine.add(ACME);

    assertThat(quarantine.holds(new Grant("acme", "1.0.0", Uses.NOTHING))).isTrue();
    assertThat(machine.log().lines())
        .singleElement()
        .asString()
        .contains("does not outlive this agent");
  }
}
