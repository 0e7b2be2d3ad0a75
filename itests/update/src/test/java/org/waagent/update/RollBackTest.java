// SPDX-License-Identifier: Apache-2.0
package org.waagent.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.waagent.agent.Agent;

/** The owner of the machine has the last word. */
final class RollBackTest {
  private static final int NOT_NOW = 12;

  @RegisterExtension private final UpdateScene scene = new UpdateScene();

  @Test
  void theSetBeforeComesBackOnRequest() throws Exception {
    scene.started();
    scene.install(scene.workshop().next("3.0.1", "telemetry")).isGood();
    String newer = scene.features().committed();
    Gaps gaps = Gaps.from(scene.host());

    scene.after(() -> scene.agent().run("features", "rollback")).isGood();

    assertThat(scene.features().committed()).isEqualTo(Features.INSTALLED);
    assertThat(scene.features().previous()).isEqualTo(newer);
    scene.runsCommitted();
    gaps.hold();
    long before = scene.host().statusCount();
    scene.agent().stop();
    scene.started();
    assertThat(scene.host().statusCount()).isGreaterThan(before);
    assertThat(scene.features().committed()).isEqualTo(Features.INSTALLED);
  }

  @Test
  void aPinnedFeatureIsNotReplaced() throws Exception {
    scene.started();
    Agent.Answer pinned = scene.agent().run("features", "pin", "standard");
    assertThat(pinned.code()).as("%s", pinned).isZero();

    String archive = scene.workshop().pack(scene.workshop().next("3.0.1", "telemetry")).toString();
    Agent.Answer refused = scene.agent().run("features", "install", archive);

    assertThat(refused.code()).as("%s", refused).isEqualTo(NOT_NOW);
    assertThat(refused.out() + refused.err()).contains("pin");
    assertThat(scene.features().committed()).isEqualTo(Features.INSTALLED);
    assertThat(scene.agent().run("features", "unpin", "standard").code()).isZero();
    scene.install(Path.of(archive)).isGood();
  }
}
