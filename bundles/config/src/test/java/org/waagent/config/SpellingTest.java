// SPDX-License-Identifier: Apache-2.0
package org.waagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpellingTest {
  @ParameterizedTest
  @CsvSource({
    "Lib.Dri,Lib.Dir",
    "Log.File,Logs.File",
    "ResourceDisk.FileSystm,ResourceDisk.Filesystem",
    "Provisioning.RegenerateSshHostKey,Provisioning.RegenerateSshHostKeyPair",
    "Provisioning.MonitorHostname.,Provisioning.MonitorHostName",
    "MonitorHostName,Provisioning.MonitorHostName",
    "HTTPProxy.Host,HttpProxy.Host",
  })
  void suggestsWhatWasMeant(String written, String meant) {
    assertThat(Spelling.suggest(written, KnownKeys.read().names())).contains(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"FauxKey1", "A", "", "Motd.Text", "Quite.SomethingElse"})
  void suggestsNothingFarFetched(String written) {
    assertThat(Spelling.suggest(written, KnownKeys.read().names())).isEmpty();
  }

  @Test
  void aSwapOfNeighboursIsOneStep() {
    assertThat(Spelling.distance("dir", "dri")).isEqualTo(1);
    assertThat(Spelling.distance("abc", "")).isEqualTo(3);
    assertThat(Spelling.distance("kitten", "sitting")).isEqualTo(3);
  }
}
