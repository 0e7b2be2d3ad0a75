// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.clean;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files are left out for their names. */
final class CleanersTest {
  @ParameterizedTest
  @ValueSource(strings = {"a.key", "a.pfx.gz", "a.log.gz.gz", "a.zip.gz", "a.tar.gz", "a.xz.gz"})
  void whatHoldsKeysOrCanNotBeLookedIntoIsLeftOutPackedOrNot(String name) {
    assertThat(Cleaners.refusal(name)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.log", "a.log.2.gz", "a.zip", "0.settings.gz"})
  void theOthersAreTaken(String name) {
    assertThat(Cleaners.refusal(name)).isEmpty();
  }
}
