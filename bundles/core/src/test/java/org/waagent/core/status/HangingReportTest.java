// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.core.history.History;
import org.waagent.core.lane.Lanes;
import org.waagent.core.loop.RunningAgent;
import org.waagent.core.loop.TestGoalStates;
import org.waagent.core.plugins.PluginFacts;
import org.waagent.core.plugins.Plugins;
import org.waagent.core.plugins.TestPlugin;
import org.waagent.host.StatusSink;
import org.waagent.machine.TestMachine;
import org.waagent.plugin.AgentStart;
import org.waagent.plugin.Change;
import org.waagent.plugin.Plan;
import org.waagent.plugin.Report;
import org.waagent.plugin.Wanted;

class HangingReportTest {
  private static final PluginFacts FACTS = new PluginFacts("1.0.0", List.of(), List.of());

  @TempDir Path root;

  private final BlockingQueue<String> uploads = new LinkedBlockingQueue<>();
  private final CountDownLatch began = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);

  @Test
  void theStatusGoesOnWhileAPluginsChangeBlocks() throws Exception {
    goesOnWith(
        new TestPlugin("slow", wanted -> Plan.of(Change.of("sleep", this::block)), Report::none));
  }

  @Test
  void theStatusGoesOnWhileAPluginsReportBlocks() throws Exception {
    goesOnWith(
        new TestPlugin(
            "slow",
            wanted -> Plan.nothing(),
            () -> {
              block();
              return Report.none();
            }));
  }

  private void goesOnWith(TestPlugin plugin) throws Exception {
    TestMachine machine = TestMachine.at(root);
    Lanes lanes = new Lanes(machine.clock(), machine.log().logger());
    Plugins plugins =
        new Plugins(lanes, Wanted.nothing(new AgentStart("s")), () -> {}, machine.log().logger());
    StatusPublisher publisher = publisher(machine, lanes, plugins);
    plugins.add(plugin, FACTS);
    publisher.start();
    machine.clock().advance(Duration.ofMillis(1));
    assertThat(began.await(10, TimeUnit.SECONDS)).isTrue();
    uploads.clear();
    for (int i = 0; i < 3; i++) {
      machine.clock().advance(Duration.ofSeconds(6));
      assertThat(uploads.poll(10, TimeUnit.SECONDS)).isNotNull();
    }
    release.countDown();
    publisher.stop();
  }

  private StatusPublisher publisher(TestMachine machine, Lanes lanes, Plugins plugins) {
    return new Publishing(
            plugins,
            () -> Optional.of(TestGoalStates.of("1")),
            (blob, text) -> {
              uploads.add("one");
              return new StatusSink.Accepted("direct");
            },
            machine.machine(),
            new RunningAgent("3.0.0"),
            machine.log().logger(),
            new Publishing.Listener() {
              @Override
              public void blobMissing() {
                throw new AssertionError("there is one");
              }

              @Override
              public void changed() {
                // Nobody looks here.
              }

              @Override
              public void awake(Duration next) {
                // Nobody rides along.
              }
            })
        .publisher(
            lanes,
            () -> Duration.ofSeconds(6),
            new Publishing.Disk(
                Path.of("/lib/state/core"),
                machine.files(),
                new History(
                    Path.of("/lib"), machine.files(), machine.clock(), machine.log().logger())),
            new Convergence(machine.log().logger(), summary -> {}));
  }

  private void block() {
    began.countDown();
    try {
      release.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
