// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.core.plugins.Plugins;
import org.waagent.core.plugins.TestPlugin;
import org.waagent.host.StatusSink;
import org.waagent.machine.TestMachine;
import org.waagent.plugin.Change;
import org.waagent.plugin.Plan;
import org.waagent.plugin.Report;

class HangingReportTest {
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
    TestPublisher bench = TestPublisher.withThreads(machine);
    Plugins plugins = bench.plugins();
    StatusPublisher publisher = bench.build(plugins, (blob, text) -> upload());
    plugins.add(plugin, TestPlugin.facts());
    publisher.start();
    machine.clock().advance(Duration.ofMillis(1));
    assertThat(began.await(60, TimeUnit.SECONDS)).isTrue();
    uploads.clear();
    for (int i = 0; i < 3; i++) {
      machine.clock().advance(Duration.ofSeconds(6));
      assertThat(uploads.poll(60, TimeUnit.SECONDS)).isNotNull();
    }
    release.countDown();
    publisher.stop();
  }

  private StatusSink.Accepted upload() {
    uploads.add("one");
    return new StatusSink.Accepted("direct");
  }

  private void block() {
    began.countDown();
    try {
      release.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
