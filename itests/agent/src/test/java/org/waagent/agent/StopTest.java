// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.waagent.agent.Agent.Answer;
import org.waagent.agent.Agent.Ended;
import org.waagent.azurehost.AzureHost;
import org.waagent.azurehost.Fault;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.Service;

/** How the daemon ends, and how many of them there are. */
final class StopTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  @RegisterExtension private final Scene scene = new Scene();

  @Test
  void stopsCleanlyAndSoon() throws Exception {
    scene.agent().start();
    scene.host().awaitStatus(s -> true, Scene.PATIENCE);
    assertThat(scene.agent().pidFile()).hasContent(Long.toString(scene.agent().process().pid()));

    Ended ended = scene.agent().stop();

    assertThat(ended.took()).isLessThan(LIMIT);
    assertThat(ended.code()).isZero();
    assertThat(scene.agent().pidFile()).doesNotExist();
    assertThat(scene.agent().libNames()).doesNotContain("control.sock");
  }

  @Test
  void stopsSoonWhileACommandRunsAndLeavesItAlone() {
    scene
        .host()
        .publish(GoalState.of(scene.handler("Test.Slow").on("install", "sleep 30").extension()));
    scene.agent().start();
    scene.trace().await(1, Scene.PATIENCE);

    Ended ended = scene.agent().stop();

    assertThat(ended.took()).isLessThan(LIMIT);
    assertThat(scene.trace().shells()).as("the command goes on").hasSize(1);
  }

  @Test
  void stopsSoonWhileTheHostDoesNotAnswer() {
    scene.isLenient();
    scene.host().fault(Service.WIRE, Fault.noAnswer());
    scene.agent().start();
    scene.host().awaitMore(0, Scene.PATIENCE);

    assertThat(scene.agent().stop().took()).isLessThan(LIMIT);
  }

  @Test
  void aSecondDaemonLeavesTheFirstAlone() {
    scene.agent().start();
    scene.host().awaitStatus(s -> true, Scene.PATIENCE);

    Answer second = scene.agent().run("-daemon");

    assertThat(second.code()).isZero();
    assertThat(scene.agent().isRunning()).isTrue();
    assertThat(scene.agent().pidFile()).hasContent(Long.toString(scene.agent().process().pid()));
  }

  @Test
  void twoAgentsRunSideBySide() {
    try (AzureHost otherHost = AzureHost.start();
        Agent other =
            Agent.in(
                Scene.installation(),
                scene.agent().folder().resolveSibling("other"),
                otherHost.confLines())) {
      scene.host().publish(GoalState.of(scene.handler("Test.One").extension()));
      otherHost.publish(GoalState.of(scene.handler("Test.Two").extension()));
      scene.agent().start();
      other.start();

      scene.awaitReady("Test.One", "1.0.0");
      otherHost.awaitStatus(s -> s.handler("Test.Two").isReady(), Scene.PATIENCE);

      assertThat(scene.agent().libNames())
          .contains("Test.One-1.0.0")
          .doesNotContain("Test.Two-1.0.0");
      assertThat(other.libNames()).contains("Test.Two-1.0.0").doesNotContain("Test.One-1.0.0");
      assertThat(other.run("status").code()).isZero();
      assertThat(other.stop().took()).isLessThan(LIMIT);
      assertThat(scene.agent().isRunning()).isTrue();
    }
  }
}
