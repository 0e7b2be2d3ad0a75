// SPDX-License-Identifier: Apache-2.0
package org.waagent.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.core.lane.HandLanes;
import org.waagent.core.loop.TestGoalStates;
import org.waagent.core.plugins.TestPlugin;
import org.waagent.host.GoalStateSource.Polled;
import org.waagent.host.HostException;
import org.waagent.host.StatusSink;
import org.waagent.machine.TestMachine;
import org.waagent.plugin.Change;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Plan;
import org.waagent.plugin.Progress;
import org.waagent.plugin.Progress.PluginProgress;
import org.waagent.plugin.Replan;

class AgentProgressTest {
  @TempDir Path root;
  private final HandLanes hand = new HandLanes();
  private final Host host = new Host();
  private final List<Optional<Instant>> calls = new ArrayList<>();
  private boolean reachable = true;
  private Engine engine;

  @BeforeEach
  void build() {
    TestMachine machine = TestMachine.at(root);
    host.goalStates().put(how -> poll());
    host.status().put((blob, text) -> upload());
    engine = TestEngine.on(machine, hand, host).build();
  }

  @Test
  void tellsWhenAGoalStateWasReadAndAStatusAccepted() {
    Progress progress = engine.progress();
    assertThat(progress.goalStateRead()).isEmpty();
    assertThat(progress.statusAccepted()).isEmpty();
    engine.start();
    hand.advance(Duration.ofSeconds(20));
    Instant read = progress.goalStateRead().orElseThrow();
    Instant accepted = progress.statusAccepted().orElseThrow();
    reachable = false;
    hand.advance(Duration.ofMinutes(1));
    Instant lastRead = progress.goalStateRead().orElseThrow();
    Instant lastAccepted = progress.statusAccepted().orElseThrow();
    assertThat(Duration.between(read, lastRead)).isLessThan(Duration.ofSeconds(7));
    assertThat(Duration.between(accepted, lastAccepted)).isLessThan(Duration.ofSeconds(7));
    reachable = true;
    hand.advance(Duration.ofSeconds(20));
    assertThat(progress.goalStateRead().orElseThrow()).isAfter(lastRead);
    assertThat(progress.statusAccepted().orElseThrow()).isAfter(lastAccepted);
  }

  @Test
  void whatAnEarlierCoreBroughtAboutIsNotItsOwn() {
    engine.start();
    engine.startRest();
    hand.advance(Duration.ofSeconds(20));
    engine.stop();
    reachable = false;
    build();
    engine.start();
    engine.startRest();
    hand.advance(Duration.ofSeconds(20));
    assertThat(engine.situation().json().getAsJsonObject("report").has("accepted")).isTrue();
    assertThat(engine.progress().statusAccepted()).isEmpty();
  }

  @Test
  void countsFailuresInARowAndTellsSinceWhenACallRuns() {
    Outcome failed = new Outcome.Failed(7, "no");
    List<Outcome> outcomes = new ArrayList<>(List.of(failed, failed, Outcome.done()));
    TestPlugin plugin =
        new TestPlugin(
            "kernel",
            wanted ->
                new Plan(
                    List.of(Change.of("look", () -> calls.add(only().callSince()))),
                    outcomes.remove(0)));
    engine.plugins().add(plugin, TestPlugin.facts());
    hand.settle();
    assertThat(only().failuresInRow()).isEqualTo(1);
    assertThat(only().outcome()).contains(failed);
    Replan replan = engine.plugins();
    replan.ask("kernel", "once more");
    hand.settle();
    assertThat(only().failuresInRow()).isEqualTo(2);
    replan.ask("kernel", "once more");
    hand.settle();
    assertThat(only())
        .isEqualTo(new PluginProgress("kernel", Optional.of(Outcome.done()), 0, Optional.empty()));
    assertThat(calls)
        .hasSize(3)
        .allMatch(since -> since.equals(Optional.of(hand.clock().instant())));
  }

  private PluginProgress only() {
    return engine.progress().plugins().get(0);
  }

  private Polled poll() throws HostException {
    if (!reachable) {
      throw new HostException(HostException.Kind.UNREACHABLE, "nobody answers");
    }
    return new Polled.Fresh(TestGoalStates.of("1"), List.of());
  }

  private StatusSink.Accepted upload() throws HostException {
    if (!reachable) {
      throw new HostException(HostException.Kind.UNREACHABLE, "nobody answers");
    }
    return new StatusSink.Accepted("host plugin");
  }
}
