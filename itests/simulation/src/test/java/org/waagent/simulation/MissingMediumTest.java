// SPDX-License-Identifier: Apache-2.0
package org.waagent.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.agent.ImageRoot;
import org.waagent.agent.ShellHandler;
import org.waagent.agent.Trace;
import org.waagent.azurehost.AzureHost;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.HealthReport;
import org.waagent.azurehost.Route;

/** A first boot without a provisioning medium: the host hears why, and the agent lives on. */
final class MissingMediumTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void isToldAfterTwoMinutesAndTheAgentTakesGoalStates(@TempDir Path folder) throws Exception {
    Assumptions.assumeTrue(System.getProperty("user.name").equals("root"), "only root provisions");
    ImageRoot image = ImageRoot.at(folder.resolve("image"), folder.resolve("agent"));
    try (AzureHost host = AzureHost.start(GoalState.of());
        SimulatedAgent agent = SimulatedAgent.start(folder, lines(host), image.environment())) {
      agent.pass(MINUTE);
      assertThat(subStatuses(host)).containsOnly("Provisioning");
      assertThat(host.count(Route.INSTANCE_COMPUTE)).as("the second source is asked").isPositive();

      agent.pass(MINUTE.multipliedBy(2));
      HealthReport last = host.healthReports().get(host.healthReports().size() - 1);
      assertThat(last.state()).isEqualTo("NotReady");
      assertThat(last.subStatus()).hasValue("ProvisioningFailed");
      assertThat(last.description().orElseThrow())
          .contains("the provisioning medium was not found: this machine has no drive for it")
          .contains("it names no user with a key");

      ShellHandler hello = ShellHandler.named("Sim.Hello", new Trace(folder.resolve("trace")));
      host.publish(GoalState.of(hello.extension().settings("{}").sequenceNumber(0)));
      agent.pass(MINUTE);
      assertThat(host.lastStatus().orElseThrow().handler("Sim.Hello").hasSucceeded(0)).isTrue();
      assertThat(host.lastStatus().orElseThrow().text()).contains("provisioning failed: ");
      assertThat(host.violations()).as("what Azure would not have taken").isEmpty();
    }
  }

  private static List<String> lines(AzureHost host) {
    return Stream.concat(host.confLines().stream(), Stream.of("Provisioning.Agent=waagent"))
        .toList();
  }

  private static List<String> subStatuses(AzureHost host) {
    return host.healthReports().stream()
        .map(HealthReport::subStatus)
        .flatMap(Optional::stream)
        .toList();
  }
}
