// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.pin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.machine.TestMachine;
import org.waagent.os.Files;
import org.waagent.os.Mode;

final class PinsTest {
  private static final Path FOLDER = Path.of("/features");
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir Path root;

  private Files files;
  private Pins pins;

  @BeforeEach
  void setUp() {
    files = TestMachine.at(root).files();
    pins = new Pins(files, FOLDER);
  }

  @Test
  void nothingIsFixedAtFirst() throws IOException {
    assertThat(pins.read()).isEqualTo(new Pins.Fixed(Map.of(), Optional.empty()));
    assertThat(pins.read().against("acme", "1", NOW)).isEmpty();
  }

  @Test
  void aPinnedFeatureTakesNoOtherVersion() throws IOException {
    pins.pin("acme", "1.0.0");

    assertThat(pins.read().against("acme", "1.1.0", NOW)).hasValue("acme is pinned to 1.0.0");
    assertThat(pins.read().against("acme", "1.0.0", NOW)).isEmpty();
    assertThat(pins.read().against("other", "1.1.0", NOW)).isEmpty();
    assertThat(pins.unpin("acme")).isTrue();
    assertThat(pins.unpin("acme")).isFalse();
    assertThat(pins.read().against("acme", "1.1.0", NOW)).isEmpty();
  }

  @Test
  void nothingIsTakenWhileUpdatesAreHeld() throws IOException {
    pins.pin("acme", "1.0.0");
    pins.hold(Optional.of(NOW.plusSeconds(1)));

    assertThat(pins.read().against("acme", "1.0.0", NOW))
        .hasValue("updates are held until 2026-01-02T03:04:06Z");
    assertThat(pins.read().against("acme", "1.0.0", NOW.plusSeconds(1))).isEmpty();
    pins.hold(Optional.empty());
    assertThat(pins.read()).isEqualTo(new Pins.Fixed(Map.of("acme", "1.0.0"), Optional.empty()));
  }

  @Test
  void aDamagedFileIsAnErrorAndNotTakenForNothing() throws IOException {
    files.makeFolder(FOLDER, Mode.OWNER_FOLDER);
    files.write(FOLDER.resolve("pins.json"), "{}".getBytes(UTF_8), Mode.OWNER_ONLY);

    assertThatThrownBy(pins::read)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("pins.json");
  }
}
