// SPDX-License-Identifier: Apache-2.0
package org.waagent.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.core.lane.HandLanes;
import org.waagent.core.lane.Lanes;
import org.waagent.core.loop.TestGoalStates;
import org.waagent.core.plugins.TestPlugin;
import org.waagent.core.timeline.Span;
import org.waagent.host.GoalStateSource.Polled;
import org.waagent.machine.TestMachine;
import org.waagent.plugin.Change;
import org.waagent.plugin.Plan;

/** What goes on at the same time while the agent starts, and what is told of it. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class EngineStartTest {
  @TempDir Path root;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<String> owned = new HashSet<>();
  private final List<String> published = new CopyOnWriteArrayList<>();
  private final CountDownLatch applying = new CountDownLatch(1);
  private final CountDownLatch goalState = new CountDownLatch(1);
  private final CountDownLatch setUp = new CountDownLatch(1);

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  @Test
  void provisioningAndTheFirstGoalStateGoOnAtTheSameTime() throws Exception {
    TestMachine machine = TestMachine.at(root);
    Engine engine = engine(machine, new Lanes(machine.clock(), machine.log().logger(), threads));
    Change account =
        Change.of(
            "create account",
            () -> {
              applying.countDown();
              setUp.await();
            });
    engine
        .plugins()
        .add(
            new TestPlugin("provisioning", wanted -> Plan.of(account)),
            TestPlugin.facts("provisioned"));
    engine.start();
    assertThat(applying.await(30, TimeUnit.SECONDS))
        .as("applied before the host said a word")
        .isTrue();
    assertThat(spans(engine)).contains("agent: first goal state running");
    goalState.countDown();
    awaitSpan(engine, "agent: first goal state done");
    assertThat(spans(engine)).contains("provisioning: create account running");
    setUp.countDown();
    awaitSpan(engine, "provisioning: create account done");
    engine.stop();
  }

  @Test
  void tellsWhatTheStartTookAndKeepsItOnDisk() throws Exception {
    HandLanes hand = new HandLanes();
    TestMachine machine = TestMachine.at(root);
    Engine engine = engine(machine, hand.lanes());
    goalState.countDown();
    engine.plugins().add(plugin("kernel"), TestPlugin.facts("resource-disk-mounted"));
    engine.start();
    engine.startRest();
    hand.advance(Duration.ofSeconds(10));
    assertThat(spans(engine))
        .contains("agent: first goal state done", "agent: ready report done", "kernel: plan done");
    Path file = machine.directories().state("core").resolve("timeline.json");
    assertThat(machine.files().readText(file, 100_000)).contains("\"first goal state\"");
  }

  @Test
  void aPluginThatIsLeftOutIsNotAskedAndItsConditionSettles() {
    HandLanes hand = new HandLanes();
    TestPlugin plugin = plugin("left-out");
    owned.add("provisioned");
    Engine engine = engine(TestMachine.at(root), hand.lanes());
    engine.startRest();
    hand.advance(Duration.ofSeconds(1));
    assertThat(published).doesNotContain("provisioned");
    engine.plugins().add(plugin, TestPlugin.facts("provisioned"));
    hand.advance(Duration.ofSeconds(1));
    assertThat(plugin.planned()).isEmpty();
    assertThat(published).contains("provisioned");
  }

  private static TestPlugin plugin(String name) {
    return new TestPlugin(name, wanted -> Plan.nothing());
  }

  private Engine engine(TestMachine machine, Lanes lanes) {
    Host host = new Host();
    host.health().put(new TestHealth(taken -> {}));
    host.goalStates()
        .put(
            how -> {
              awaitGoalState();
              return new Polled.Fresh(TestGoalStates.of("1"), List.of());
            });
    return TestEngine.on(machine, lanes, host)
        .owners(ids -> owned)
        .publishing(published::add)
        .without("left-out")
        .build();
  }

  private void awaitGoalState() {
    try {
      goalState.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<String> spans(Engine engine) {
    return engine.starts().get(0).spans().stream().map(Span::toString).toList();
  }

  private static void awaitSpan(Engine engine, String span) throws InterruptedException {
    for (int i = 0; i < 3000 && !spans(engine).contains(span); i++) {
      Thread.sleep(10);
    }
    assertThat(spans(engine)).contains(span);
  }
}
