// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waagent.extension.Goals.handler;
import static org.waagent.extension.Goals.settings;
import static org.waagent.goalstate.RequestedState.ENABLED;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.goalstate.ExtensionsGoalState;
import org.waagent.goalstate.Handler;

/** A newer goal state does not wait for what the older one has not begun. */
@Timeout(120)
class OvertakenTest {
  private static final String HELD =
      "touch %1$s/begun; while [ ! -f %1$s/go ]; do sleep 0.02; done";

  private Agent agent;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    agent = new Agent(folder);
    agent.publish("Acme.A", "1.0.0");
    agent.publish("Acme.B", "2.0.0");
  }

  private static Handler at(int level, String name, String version) {
    return handler(name, version, ENABLED, settings(name, 0, ENABLED, level));
  }

  private static ExtensionsGoalState goal(int number) {
    return Goals.extensions(
        number, false, List.of(), at(1, "Acme.A", "1.0.0"), at(2, "Acme.B", "2.0.0"));
  }

  private void overtakeWhileHeld() throws Exception {
    agent.behaviour("enable", "1.0.0", HELD.formatted(agent.notes));
    Thread lane = agent.processAside(goal(1));
    Agent.until(() -> Files.exists(agent.notes.resolve("begun")));
    agent.plugin().overtaken();
    assertThat(lane.isAlive()).isTrue();
    Files.writeString(agent.notes.resolve("go"), "");
    lane.join();
  }

  @Test
  void whatRunsIsWaitedForAndTheRestLeftOut() throws Exception {
    overtakeWhileHeld();
    assertThat(agent.calls()).containsExactly("install 1.0.0 0", "enable 1.0.0 0");
    assertThat(agent.machine.log().lines())
        .noneMatch(line -> line.contains("ProcessExtensionsGoalState completed"));
    assertThat(agent.text("state/extension-handler/goal-state.json"))
        .contains("\"processed\": false");
    agent.process(
        2, handler("Acme.B", "2.0.0", ENABLED, settings("Acme.B", 7)), at(0, "Acme.A", "1.0.0"));
    assertThat(agent.calls())
        .containsExactly("install 2.0.0 7", "enable 2.0.0 7", "enable 1.0.0 0");
    assertThat(agent.machine.log().lines())
        .anyMatch(
            line ->
                line.contains(
                    "A new goal state was received, but not all the extensions in the previous"
                        + " goal state have completed: [('Acme.A', 'transitioning'), ('Acme.B',"
                        + " 'transitioning')]"));
  }

  @Test
  void theSameGoalStateGoesOnWhereItStopped() throws Exception {
    overtakeWhileHeld();
    Files.writeString(
        agent.lib.resolve("Acme.A-1.0.0/status/0.status"),
        "[{\"status\": {\"status\": \"success\"}}]");
    assertThat(agent.process(goal(1))).isEmpty();
    assertThat(agent.calls())
        .containsExactly("install 1.0.0 0", "enable 1.0.0 0", "install 2.0.0 0", "enable 2.0.0 0");
    assertThat(agent.plan(goal(1)).isEmpty()).isTrue();
  }

  @Test
  void aDownloadAndAWaitEnd() throws Exception {
    agent.artifacts.hold("Acme.A/1.0.0", new CountDownLatch(1));
    Thread lane = agent.processAside(goal(1));
    Agent.until(() -> agent.artifacts.inFlight.contains("Acme.A/1.0.0"));
    agent.plugin().overtaken();
    lane.join();
    assertThat(agent.calls()).isEmpty();
    assertThat(agent.statuses()).noneMatch(s -> s.code() != 0);
    assertThat(Files.list(agent.lib).map(Path::toString)).noneMatch(p -> p.endsWith(".zip"));
  }

  @Test
  void aStopWaitsForNothingAndEndsAllThreads() throws Exception {
    agent.behaviour("enable", "1.0.0", HELD.formatted(agent.notes));
    Thread lane = agent.processAside(goal(1));
    Agent.until(() -> Files.exists(agent.notes.resolve("begun")));
    agent.plugin().stop();
    lane.join();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("extension"));
    Files.writeString(agent.notes.resolve("go"), "");
    agent.replaced();
    Files.createDirectories(agent.lib.resolve("Acme.A-1.0.0/status"));
    Files.writeString(
        agent.lib.resolve("Acme.A-1.0.0/status/0.status"),
        "[{\"status\": {\"status\": \"success\"}}]");
    agent.process(goal(1));
    assertThat(agent.calls())
        .containsExactly("install 1.0.0 0", "enable 1.0.0 0", "install 2.0.0 0", "enable 2.0.0 0");
  }
}
