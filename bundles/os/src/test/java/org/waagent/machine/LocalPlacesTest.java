// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.machine.DistroTable.Row;

class LocalPlacesTest {
  private static final Path CONFIG = Path.of("../../config");

  @TempDir private Path root;

  @BeforeEach
  void ubuntu() throws IOException {
    Files.createDirectories(root.resolve("etc"));
    Files.writeString(root.resolve("etc/os-release"), "ID=ubuntu\nVERSION_ID=\"22.04\"\n");
  }

  private LocalPlaces on(String kernel) {
    return new LocalPlaces(TestMachine.at(root).machine(), kernel);
  }

  @Test
  void tellsThePlacesOfTheSystemItRunsOn() {
    LocalPlaces places = on("Linux");
    assertThat(places.program()).isEqualTo(Path.of("/usr/sbin/waagent"));
    assertThat(places.unitFolder()).isEqualTo(Optional.of(Path.of("/lib/systemd/system")));
    assertThat(places.shippedConfiguration()).isEqualTo(Path.of("distros/ubuntu.conf"));
    assertThat(places.programs()).contains(List.of("ip", "route"), List.of("useradd"));
  }

  @Test
  void asksABsdForItsOwnPrograms() {
    assertThat(on("FreeBSD").programs()).contains(List.of("route"), List.of("pw", "useradd"));
  }

  @Test
  void namesNoConfigurationThatIsNotShipped() {
    for (Row row : DistroTable.rows()) {
      assertThat(CONFIG.resolve(PlacesTable.shippedConfiguration(row.family())))
          .as(row.family())
          .isRegularFile();
    }
  }
}
