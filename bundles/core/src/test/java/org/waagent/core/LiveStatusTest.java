// SPDX-License-Identifier: Apache-2.0
package org.waagent.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.core.lane.HandLanes;
import org.waagent.core.loop.TestGoalStates;
import org.waagent.core.plugins.TestPlugin;
import org.waagent.core.verb.GoalStateCheck;
import org.waagent.core.verb.LatestSource;
import org.waagent.core.verb.StatusAcceptedCheck;
import org.waagent.core.verb.StatusVerb;
import org.waagent.host.GoalStateSource.Polled;
import org.waagent.host.HealthSink;
import org.waagent.host.HostException;
import org.waagent.host.StatusSink;
import org.waagent.machine.TestConsole;
import org.waagent.machine.TestMachine;
import org.waagent.plugin.Check.Severity;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Plan;

class LiveStatusTest {
  @TempDir Path root;
  private final HandLanes hand = new HandLanes();
  private final TestConsole console = TestConsole.ofDaemon();
  private final Host host = new Host();
  private HostException refusal;
  private Engine engine;
  private StatusVerb verb;
  private LatestSource source;

  @BeforeEach
  void build() {
    TestMachine machine = TestMachine.at(root);
    host.goalStates()
        .put(
            how -> {
              refuse();
              return new Polled.Fresh(TestGoalStates.of("1"), List.of());
            });
    host.status()
        .put(
            (blob, text) -> {
              refuse();
              return new StatusSink.Accepted("host plugin");
            });
    host.health()
        .put(new TestHealth(state -> assertThat(state).isEqualTo(new HealthSink.Health.Ready())));
    engine = TestEngine.on(machine, hand, host).owners(ids -> Set.of("provisioned")).build();
    source =
        new LatestSource(Optional.of(engine.situation()), machine.directories(), machine.files());
    verb = new StatusVerb(source, hand.clock());
  }

  @Test
  void waitsUntilAllIsSettledAndShowsWhatGoesOn() throws Exception {
    start();
    FutureTask<Integer> waiting = new FutureTask<>(() -> verb.run(List.of("--wait"), console));
    new Thread(waiting).start();
    for (int i = 0; i < 3000 && console.lines().isEmpty(); i++) {
      Thread.sleep(10);
    }
    provision(Outcome.done());
    for (int i = 0; i < 2000 && !waiting.isDone(); i++) {
      hand.advance(Duration.ofMillis(200));
      Thread.sleep(20);
    }
    assertThat(waiting.get(60, TimeUnit.SECONDS)).isZero();
    assertThat(console.lines()).contains("Settled:     yes");
    assertThat(console.lines().get(0)).startsWith("... ");
  }

  @Test
  void endsWithACodeOfItsOwnWhenTheTimeIsOver() throws Exception {
    start();
    assertThat(verb.run(List.of("--wait=0"), console)).isEqualTo(3);
    assertThat(console.lines()).contains("Settled:     no");
  }

  @Test
  void aFailedPluginMakesTheExitCodeOne() throws Exception {
    start();
    provision(new Outcome.Failed(5, "no medium"));
    hand.advance(Duration.ofSeconds(6));
    assertThat(verb.run(List.of("--json"), console)).isEqualTo(1);
    assertThat(console.lines()).hasSize(1);
    String json = console.lines().get(0);
    assertThat(JsonParser.parseString(json).getAsJsonObject().get("plugins").toString())
        .contains("\"outcome\":\"Failed\",\"code\":5,\"text\":\"no medium\"");
  }

  @Test
  void checksTellWhatTheHostRefuses() throws Exception {
    start();
    GoalStateCheck goalState = new GoalStateCheck(source, hand.clock());
    StatusAcceptedCheck accepted = new StatusAcceptedCheck(source, hand.clock());
    assertThat(goalState.look().severity()).isEqualTo(Severity.FINE);
    assertThat(accepted.look().cause()).isEqualTo("accepted 0 s ago through host plugin");
    refusal = new HostException(HostException.Kind.UNREACHABLE, "nobody answers");
    hand.advance(Duration.ofSeconds(12));
    assertThat(goalState.look().severity()).isEqualTo(Severity.ERROR);
    assertThat(goalState.look().cause()).contains("nobody answers");
    assertThat(accepted.look().cause()).contains("nobody answers");
    assertThat(verb.run(List.of(), console)).isEqualTo(1);
  }

  private void start() {
    engine.start();
    engine.startRest();
    hand.settle();
    hand.advance(Duration.ofMillis(300));
  }

  private void provision(Outcome outcome) {
    engine
        .plugins()
        .add(
            new TestPlugin("provisioning", wanted -> Plan.nothing(outcome)),
            TestPlugin.facts("provisioned"));
  }

  private void refuse() throws HostException {
    if (refusal != null) {
      throw refusal;
    }
  }
}
