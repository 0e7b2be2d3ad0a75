// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.waagent.azurehost.HostOptions;
import org.waagent.azurehost.Observation;
import org.waagent.azurehost.Request;
import org.waagent.azurehost.Route;

/** The host hears each minute how its services look from inside. */
final class HostHealthTest {
  private static final Duration TWO_MINUTES = Duration.ofMinutes(2);

  @RegisterExtension private final Scene scene = new Scene(HostOptions.defaults().withVmSettings());

  @Test
  void eachMinuteTheHostPluginIsAskedAndTheHealthServiceIsTold() {
    scene.agent().start();

    List<Request> asked =
        scene
            .host()
            .awaitRequests(Route.PLUGIN_HEALTH, 2, TWO_MINUTES.multipliedBy(Figures.PATIENCE));
    scene.host().awaitObservation(o -> isGood(o, "GuestAgentPluginHeartbeat"), Scene.PATIENCE);
    scene.host().awaitObservation(o -> isGood(o, "InstanceMetadataHeartbeat"), Scene.PATIENCE);

    Duration between = Duration.between(asked.get(0).time(), asked.get(1).time());
    Figures.tell(
        "the host plugin was asked for its health again after " + between.toSeconds() + " s");
    assertThat(between).isBetween(Duration.ofSeconds(50), TWO_MINUTES);
    assertThat(scene.host().observations()).as("all is well").allMatch(Observation::healthy);
  }

  private static boolean isGood(Observation observation, String name) {
    return observation.name().equals(name) && observation.healthy();
  }
}
