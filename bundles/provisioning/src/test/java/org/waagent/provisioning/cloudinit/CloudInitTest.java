// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.cloudinit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waagent.provisioning.tools.TestBench;

/** Whether cloud-init is enabled. */
class CloudInitTest {
  @TempDir private Path root;
  private TestBench bench;

  @BeforeEach
  void make() {
    bench = new TestBench(root, "Ubuntu18");
  }

  private CloudInit.Finding look() throws InterruptedException {
    return new CloudInit(bench.machine.files(), bench).look();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cloud-init-local", "cloud-init"})
  @Tag("S2")
  void isEnabledWhereAServiceOfItStartsAtBoot(String service) throws Exception {
    assertThat(look().enabled()).isFalse();
    bench.enabled.add(service);
    assertThat(look().enabled()).isTrue();
    assertThat(look().why()).contains(service);
  }

  @ParameterizedTest
  @CsvSource({
    "root=/dev/sda1 cloud-init=disabled quiet, false, false",
    "cloud-init=enabled, true, true",
    "quiet, true, false",
    "cloud-init=enabled cloud-init=disabled, false, false",
    "x-cloud-init=disabled, false, true"
  })
  @Tag("S2")
  void knowsBothSwitchesThatDisableIt(String kernel, boolean file, boolean enabled)
      throws Exception {
    bench.enabled.add("cloud-init-local");
    bench.put("/proc/cmdline", kernel + "\n");
    if (file) {
      bench.put("/etc/cloud/cloud-init.disabled", "");
    }
    assertThat(look().enabled()).isEqualTo(enabled);
  }

  @Test
  void aSwitchAloneDoesNotEnableIt() throws Exception {
    bench.put("/proc/cmdline", "cloud-init=enabled");
    assertThat(look().enabled()).isFalse();
  }
}
