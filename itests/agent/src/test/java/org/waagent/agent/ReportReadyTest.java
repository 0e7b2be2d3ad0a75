// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.HealthReport;
import org.waagent.azurehost.Route;
import org.waagent.azurehost.StatusDocument;

/** The feature that tells the fabric Ready and reports status, and does nothing else. */
final class ReportReadyTest {
  @RegisterExtension private final Scene scene = new Scene();

  @Test
  @Tag("V1")
  void reportsReadyAndLeavesExtensionsAlone() {
    scene.host().publish(GoalState.of(scene.handler("Test.Ignored").extension()));
    try (Agent agent = scene.agent().with(Map.of("WAAGENT_FEATURE", "report-ready")).start()) {
      scene.host().awaitHealth(HealthReport::isReady, Scene.PATIENCE);
      StatusDocument status = scene.host().awaitStatus(s -> true, Scene.PATIENCE);
      scene.host().awaitRequests(Route.GOAL_STATE, 4, Scene.PATIENCE);

      assertThat(status.agentStatus()).isEqualTo("Ready");
      assertThat(status.handlers()).isEmpty();
      assertThat(status.features()).doesNotContain("MultipleExtensionsPerHandler");
      assertThat(scene.trace().commands()).isEmpty();
      assertThat(scene.host().requests(Route.MANIFEST)).isEmpty();
      assertThat(agent.run("status").code()).isZero();
      assertThat(agent.stop().code()).isZero();
    }
  }
}
