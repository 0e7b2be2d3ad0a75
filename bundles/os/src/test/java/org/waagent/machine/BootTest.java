// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What starts at boot. */
class BootTest {
  private final List<String> asked = new ArrayList<>();
  @TempDir private Path root;

  private boolean starts(Keeper keeper, String answer) throws Exception {
    Boot boot =
        new Boot(
            TestMachine.at(root).files(),
            words -> {
              asked.add(String.join(" ", words));
              return answer;
            });
    return boot.starts(keeper, "cloud-init");
  }

  @ParameterizedTest
  @CsvSource({
    "SYSTEMD, enabled, true",
    "SYSTEMD, disabled, false",
    "SYSTEMD, static, false",
    "SYSTEMD, enabled-runtime, false",
    "SYSTEMD, '', false",
    "RC_D, YES, true",
    "RC_D, NO, false",
    "RC_CTL, 'sshd\ncloud-init', true",
    "RC_CTL, cloud-init-local, false",
    "NONE, enabled, false"
  })
  void believesWhatTheKeeperSays(Keeper keeper, String answer, boolean starts) throws Exception {
    assertThat(starts(keeper, answer)).isEqualTo(starts);
  }

  @Test
  void namesTheServiceAsTheKeeperDoes() throws Exception {
    starts(Keeper.SYSTEMD, "");
    starts(Keeper.RC_D, "");
    assertThat(asked)
        .containsExactly("systemctl is-enabled cloud-init", "sysrc -n cloudinit_enable");
  }

  @ParameterizedTest
  @CsvSource({
    "/etc/rc3.d/S12cloud-init, true",
    "/etc/rc.d/rc5.d/S99cloud-init, true",
    "/etc/rc3.d/K12cloud-init, false",
    "/etc/rc3.d/S12cloud-init-local, false",
    "/etc/rc0.d/S12cloud-init, false"
  })
  void readsTheLinksOfSysV(String link, boolean starts) throws Exception {
    put(link);
    assertThat(starts(Keeper.SYSV, "")).isEqualTo(starts);
    assertThat(asked).isEmpty();
  }

  @Test
  void readsTheLevelsOfOpenRc() throws Exception {
    assertThat(starts(Keeper.OPENRC, "")).isFalse();
    put("/etc/runlevels/boot/cloud-init");
    assertThat(starts(Keeper.OPENRC, "")).isTrue();
  }

  private void put(String link) throws Exception {
    Path file = root.resolve(link.substring(1));
    Files.createDirectories(file.getParent());
    Files.createSymbolicLink(file, Path.of("/etc/init.d/cloud-init"));
  }
}
