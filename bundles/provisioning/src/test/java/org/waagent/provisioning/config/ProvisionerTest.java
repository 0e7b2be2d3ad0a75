// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProvisionerTest {
  @ParameterizedTest
  @CsvSource({
    "auto, true, false, false, WAAGENT",
    "auto, true, false, true, CLOUD_INIT",
    "AUTO, true, false, true, CLOUD_INIT",
    "waagent, true, false, false, WAAGENT",
    "waagent, false, false, false, WAAGENT",
    "cloud-init, true, false, false, CLOUD_INIT",
    "disabled, true, false, true, NOBODY",
    "auto, false, false, true, NOBODY",
    "auto, false, true, false, CLOUD_INIT",
    "rubbish, true, false, false, WAAGENT"
  })
  void isWhoTheConfigurationNames(
      String agent, boolean enabled, boolean useCloudInit, boolean cloudInit, Provisioner who) {
    Config config =
        Settings.of(Map.of("agent", agent, "enabled", enabled, "useCloudInit", useCloudInit));

    assertThat(Provisioner.of(config, () -> cloudInit)).isEqualTo(who);
  }

  @Test
  void looksForCloudInitOnlyWhereItMatters() {
    Config config = Settings.of(Map.of("agent", "disabled"));

    assertThat(
            Provisioner.of(
                config,
                () -> {
                  throw new AssertionError("looked");
                }))
        .isEqualTo(Provisioner.NOBODY);
  }
}
