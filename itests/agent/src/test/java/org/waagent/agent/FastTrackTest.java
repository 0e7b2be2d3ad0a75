// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.waagent.azurehost.Extension;
import org.waagent.azurehost.Fault;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.HostOptions;
import org.waagent.azurehost.Route;
import org.waagent.azurehost.StatusDocument;

/** Goal states that come through the host plugin, beside those of the fabric. */
final class FastTrackTest {
  private static final String NAME = "Test.Fast";

  @RegisterExtension private final Scene scene = new Scene(HostOptions.defaults().withVmSettings());

  @Test
  void runsAnExtensionOfAFastTrackGoalState() {
    scene.agent().start();
    StatusDocument first = scene.host().awaitStatus(s -> true, Scene.PATIENCE);
    assertThat(first.features()).contains("FastTrack");

    scene
        .host()
        .publish(GoalState.of(scene.handler(NAME).extension().settings("{}")).throughFastTrack());
    StatusDocument status = scene.awaitSuccess(NAME, 0);

    assertThat(scene.trace().commands())
        .containsExactly(NAME + "-1.0.0 install 0", NAME + "-1.0.0 enable 0");
    assertThat(status.goalStateStatus()).isEqualTo("Success");
    assertThat(scene.agent().libNames()).contains("fast_track.json");
  }

  @Test
  @Tag("D5")
  void theNewerOfBothChannelsWins() {
    Extension extension = scene.handler(NAME).extension().settings("{}");
    scene.host().publish(GoalState.of(extension).throughFastTrack());
    scene.agent().start();
    scene.awaitSuccess(NAME, 0);

    scene.host().publish(GoalState.of(extension.sequenceNumber(1)));
    scene.awaitSuccess(NAME, 1);
    scene.host().publish(GoalState.of(extension.sequenceNumber(2)).throughFastTrack());
    scene.awaitSuccess(NAME, 2);

    assertThat(scene.trace().commands())
        .containsExactly(
            NAME + "-1.0.0 install 0",
            NAME + "-1.0.0 enable 0",
            NAME + "-1.0.0 enable 1",
            NAME + "-1.0.0 enable 2");
  }

  @Test
  @Tag("D3")
  @Tag("D14")
  void anUnchangedGoalStateIsAskedForByItsTag() {
    scene.host().publish(GoalState.of(scene.handler(NAME).extension()).throughFastTrack());
    scene.agent().start();
    scene.awaitReady(NAME, "1.0.0");

    scene
        .host()
        .awaitRequest(r -> r.route() == Route.VM_SETTINGS && r.status() == 304, Scene.PATIENCE);
  }

  @Test
  void aHostWithoutFastTrackIsNotSaidToHaveIt() {
    scene.host().fault(Route.VM_SETTINGS, Fault.status(404));
    scene.agent().start();

    StatusDocument status = scene.host().awaitStatus(s -> true, Scene.PATIENCE);

    assertThat(status.features()).doesNotContain("FastTrack");
  }
}
