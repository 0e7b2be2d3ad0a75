// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.waagent.goalstate.Secret;
import org.waagent.provisioning.config.Settings;

class PasswordsTest {
  private static final Secret PASSWORD = Secret.of("Passw0rd!");

  private static String hash(String id, Optional<String> needed) {
    Passwords passwords = new Passwords(Settings.of(Map.of("passwordCryptId", id)), () -> needed);
    return passwords.hash(PASSWORD).reveal();
  }

  @Test
  void hashesAsTheConfigurationSays() {
    assertThat(hash("5", Optional.empty())).startsWith("$5$");
  }

  /** A hash that the system does not know locks the account. */
  @Test
  void hashesAsTheSystemNeedsItWhateverTheConfigurationSays() {
    assertThat(hash("6", Optional.of("2b"))).startsWith("$2b$10$").hasSize(60);
  }

  @Test
  void namesTheKeyThatIsWrong() {
    assertThatThrownBy(() -> hash("7", Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Provisioning.PasswordCryptId")
        .hasMessageContaining("7");
  }
}
