// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which archive is made anew, and when. */
final class ArchiveTest {
  private static final String SET = "0123456789abcdef";

  @TempDir private Path folder;
  private final List<String> told = new ArrayList<>();
  private Archive archive;

  @BeforeEach
  void install() throws IOException {
    Path program = Files.createDirectories(folder.resolve("bin")).resolve("waagent");
    Files.writeString(
        program,
        "#!/bin/sh\necho \"$WAAGENT_SET $*\" > '%s'\nmv '%s' '%s'\n"
            .formatted(folder.resolve("part"), folder.resolve("part"), folder.resolve("made")));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    archive = new Archive(folder.resolve("17.jsa"));
  }

  private boolean renew(String set, double load) {
    return archive.renew(
        new Home(folder),
        new Settings(folder.resolve("waagent.conf"), folder, folder.resolve("pid")),
        set,
        OptionalDouble.of(load),
        (what, why) -> told.add(what));
  }

  @Test
  void ofAnotherSetItIsMadeAnew() throws Exception {
    assertThat(renew(SET, 0)).isTrue();

    Path made = folder.resolve("made");
    for (int i = 0; i < 6_000 && !Files.exists(made); i++) {
      Thread.sleep(10);
    }
    assertThat(made)
        .content()
        .isEqualTo(
            SET + " make-archive -configuration-path:" + folder.resolve("waagent.conf") + "\n");
    assertThat(told).isEmpty();
  }

  /** So many programs at once would be worse than a start that takes a little longer. */
  @Test
  void onAMachineThatHasWorkItIsPutOff() {
    assertThat(renew(SET, Runtime.getRuntime().availableProcessors())).isFalse();
  }

  @Test
  void ofTheSameSetItStays() throws Exception {
    assertThat(renew("installed", 100)).isTrue();
    Files.writeString(folder.resolve("17.jsa.set"), SET + "\n");
    assertThat(renew(SET, 100)).isTrue();
    assertThat(renew("installed", 100)).isFalse();
  }

  @Test
  void whereThereIsNoPlaceForOneNothingIsToBeDone() {
    archive = new Archive(null);

    assertThat(renew(SET, 100)).isTrue();
  }
}
