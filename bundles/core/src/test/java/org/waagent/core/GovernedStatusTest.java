// SPDX-License-Identifier: Apache-2.0
package org.waagent.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.core.lane.HandLanes;
import org.waagent.core.loop.RunningAgent;
import org.waagent.core.loop.TestGoalStates;
import org.waagent.core.loop.TestUpdates;
import org.waagent.host.GoalStateSource.Document;
import org.waagent.host.GoalStateSource.Polled;
import org.waagent.host.StatusSink;
import org.waagent.machine.TestMachine;
import org.waagent.plugin.UpdateStatus;

class GovernedStatusTest {
  private static final Path HISTORY = Path.of("/var/lib/waagent/history");

  @TempDir Path root;

  @Test
  @Tag("V10")
  void theCopyOfTheStatusTellsOfUpdates() throws Exception {
    HandLanes hand = new HandLanes();
    TestMachine machine = TestMachine.at(root);
    RunningAgent agent = new RunningAgent("3.0.0");
    Engine engine = engine(hand, machine, agent);
    agent.put(new TestUpdates("3.1.0", Optional.of(UpdateStatus.success("3.1.0")), true));
    engine.start();
    hand.advance(Duration.ofSeconds(10));
    Path newest = HISTORY.resolve(machine.files().list(HISTORY).get(0));
    assertThat(machine.files().readText(newest.resolve("waagent_status.json"), 100_000))
        .contains(
            "\"updateStatus\":{\"expectedVersion\":\"3.1.0\",\"status\":\"Success\",\"code\":0,",
            "{\"Key\":\"VersioningGovernance\",\"Value\":\"1.0\"}");
  }

  private static Engine engine(HandLanes hand, TestMachine machine, RunningAgent agent) {
    Host host = new Host();
    host.goalStates()
        .put(
            how ->
                new Polled.Fresh(
                    TestGoalStates.of("1"),
                    List.of(new Document("GoalState.xml", "<GoalState/>"))));
    host.status().put((blob, text) -> new StatusSink.Accepted("host plugin"));
    return TestEngine.on(machine, hand, host).agent(agent).build();
  }
}
