// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.waagent.plugin.FrameworkProperties;

class TrialTest {
  private static final Path NOWHERE = Path.of("/nonexistent");

  private final AtomicInteger restarts = new AtomicInteger();

  private Trial trial(String how) {
    Feature feature = new Feature("standard", "3.1.0", List.of(), List.of(), List.of(), List.of());
    FeatureSets sets = new FeatureSets(new Home(NOWHERE), NOWHERE);
    return new Trial(
        sets,
        new Choice(feature, "00000000000000a2", how, "", Optional.empty()),
        restarts::incrementAndGet);
  }

  @Test
  void aStagedSetWithoutABundleOfTheAgentIsRestarted() {
    trial(FrameworkProperties.STAGED).started(List.of("com.example.a", "org.waagent.updater"));
    assertThat(restarts).hasValue(1);
  }

  @Test
  void onlyAStagedSetThatIsNotUpIsLost() {
    Trial trial = trial(FrameworkProperties.STAGED);
    assertThat(trial.isLost()).isTrue();
    trial.started(List.of());
    assertThat(trial.isLost()).isFalse();
    assertThat(trial(FrameworkProperties.COMMITTED).isLost()).isFalse();
  }

  @Test
  void aStagedSetGoesOnWithoutABundleOfAPartner() {
    trial(FrameworkProperties.STAGED).started(List.of("com.example.a"));
    assertThat(restarts).hasValue(0);
  }

  @Test
  void aCommittedSetGoesOnWithoutSomeOfItsBundles() {
    trial(FrameworkProperties.COMMITTED).started(List.of("org.waagent.telemetry"));
    assertThat(restarts).hasValue(0);
  }
}
