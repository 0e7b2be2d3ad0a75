// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waagent.extension.Goals.handler;
import static org.waagent.extension.Goals.settings;
import static org.waagent.goalstate.RequestedState.ENABLED;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.goalstate.Handler;
import org.waagent.plugin.Change;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Plan;

/** A goal state counts as processed only once it is known what came of each extension. */
class SettleTest {
  private static final Handler WANTED =
      handler("Acme.Web", "1.0.0", ENABLED, settings("Acme.Web", 1));

  @Test
  void comesBackToAnExtensionNothingWasNotedOf(@TempDir Path folder) throws Exception {
    Agent agent = new Agent(folder);
    agent.publish("Acme.Web", "1.0.0");
    Plan plan = agent.plan(Goals.extensions(1, false, List.of(), WANTED));
    List<Change> changes = plan.changes();
    changes.get(0).apply();
    Outcome outcome = changes.get(changes.size() - 1).apply();
    assertThat(outcome).isInstanceOf(Outcome.RetryLater.class);
    assertThat(agent.process(1, WANTED)).isEmpty();
    assertThat(agent.calls()).containsExactly("install 1.0.0 1", "enable 1.0.0 1");
  }

  @Test
  void losesNoResultWhereTheAgentStops(@TempDir Path folder) throws Exception {
    Agent agent = new Agent(folder);
    agent.publish("Acme.Web", "1.0.0");
    Plan plan = agent.plan(Goals.extensions(1, false, List.of(), WANTED));
    plan.changes().get(0).apply();
    Change prepare = plan.changes().get(2);
    assertThat(prepare.id()).isEqualTo("process incarnation_1");
    Thread lane =
        new Thread(
            () -> {
              Thread.currentThread().interrupt();
              try {
                prepare.apply();
              } catch (Exception e) {
                Thread.currentThread().interrupt();
              }
            });
    lane.start();
    lane.join();
    agent.replaced();
    assertThat(agent.process(1, WANTED)).isEmpty();
    assertThat(agent.calls()).containsExactly("install 1.0.0 1", "enable 1.0.0 1");
  }
}
