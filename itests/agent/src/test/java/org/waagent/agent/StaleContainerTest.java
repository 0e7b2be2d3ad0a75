// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.waagent.azurehost.Extension;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.HostOptions;
import org.waagent.azurehost.Route;
import org.waagent.azurehost.Service;
import org.waagent.azurehost.StaleContainer;
import org.waagent.azurehost.StatusDocument;

/** A machine that moved: the host plugin knows its old container no more. */
@Execution(ExecutionMode.CONCURRENT)
final class StaleContainerTest {
  private static final String FIRST = "Test.First";
  private static final String SECOND = "Test.Second";
  private static final String CONTAINER = "x-ms-containerid";

  @RegisterExtension
  private final Scene scene =
      new Scene(HostOptions.defaults().withVmSettings(), "Extensions.GoalStatePeriod=6");

  @Test
  @Tag("D4")
  @Tag("D20")
  void after410StatusAndPackagesGoOn() {
    start();
    goesOnIn(scene.host().migrate().containerId());
  }

  @Test
  @Tag("D20")
  void after400OfAnInvalidContainerStatusAndPackagesGoOn() {
    start();
    goesOnIn(scene.host().migrate(StaleContainer.INVALID_CONFIGURATION).containerId());
  }

  private void goesOnIn(String container) {
    packagesGoOn();

    assertThat(scene.host().requests(Route.EXTENSION_ARTIFACT))
        .filteredOn(request -> request.status() == 200)
        .last()
        .satisfies(request -> assertThat(request.header(CONTAINER)).contains(container));
    assertThat(scene.host().requests(Route.STATUS))
        .filteredOn(request -> request.status() == 200)
        .last()
        .satisfies(request -> assertThat(request.header(CONTAINER)).contains(container));
  }

  /** With storage out of reach, so that the host plugin is the only way. */
  private void start() {
    scene.host().publish(GoalState.of(extension(FIRST)));
    scene.agent().start();
    scene.awaitSuccess(FIRST, 0);
    scene.host().stopListening(Service.BLOB);
  }

  private void packagesGoOn() {
    Instant published = Instant.now();
    scene.host().publish(GoalState.of(extension(FIRST), extension(SECOND)));
    StatusDocument status = scene.awaitHandler(SECOND, 0);

    Duration took = Duration.between(published, status.time());
    Figures.tell("a package after the container was stale: " + took.toMillis() + " ms");
    assertThat(status.channel()).isEqualTo(Service.HOST_PLUGIN);
    Reports.awaitFresh(scene.host(), 2, Scene.PATIENCE);
    assertThat(scene.host().lastStatus().orElseThrow().channel()).isEqualTo(Service.HOST_PLUGIN);
  }

  private Extension extension(String name) {
    return scene.handler(name).extension().settings("{}");
  }
}
