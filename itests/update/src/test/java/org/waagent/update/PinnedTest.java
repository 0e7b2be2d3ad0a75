// SPDX-License-Identifier: Apache-2.0
package org.waagent.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.waagent.agent.Agent;

/** The owner of the machine has the last word. */
final class PinnedTest {
  private static final int NOT_NOW = 12;

  @RegisterExtension private final UpdateScene scene = new UpdateScene();

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
