// SPDX-License-Identifier: Apache-2.0
package org.waagent.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.waagent.agent.Agent;

/** The set before the committed one is damaged: nobody needs it until somebody wants to go back. */
final class DamagedWayBackTest {
  private static final int BAD = 1;

  @RegisterExtension private final UpdateScene scene = new UpdateScene();

  @Test
  void itIsToldAndTheInstallationTakesItsPlace() throws Exception {
    scene.started();
    scene.install(scene.workshop().next("3.0.1", "telemetry")).isGood();
    Set<Path> first = scene.features().bundles();
    scene.install(scene.workshop().next("3.0.2", "telemetry")).isGood();
    String previous = scene.features().previous();
    Set<Path> gone = new TreeSet<>(first);
    gone.removeAll(scene.features().bundles());
    assertThat(gone).hasSize(1);
    assertThat(scene.agent().run("features", "verify").code()).isZero();

    Files.delete(gone.iterator().next());

    Agent.Answer verified = scene.agent().run("features", "verify");
    assertThat(verified.code()).as("%s", verified).isEqualTo(BAD);
    assertThat(verified.out()).containsPattern("BAD .*telemetry-3.0.1 .*of the set before");
    scene.agent().stop();
    scene.started();
    assertThat(scene.features().previous()).isEqualTo(Features.INSTALLED);
    String told = "previous set " + previous + " is damaged: ";
    assertThat(scene.agent().run("features", "list").out()).contains(told);
    assertThat(scene.agent().run("doctor").out()).contains(told);
    assertThat(scene.agent().run("status").out()).contains(told);

    scene.after(() -> scene.agent().run("features", "rollback")).isGood();

    assertThat(scene.features().committed()).isEqualTo(Features.INSTALLED);
    scene.runsCommitted();
  }
}
