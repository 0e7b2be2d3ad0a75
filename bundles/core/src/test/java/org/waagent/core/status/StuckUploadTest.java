// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.core.plugins.Plugins;
import org.waagent.core.plugins.TestPlugin;
import org.waagent.goalstate.StatusBlob;
import org.waagent.host.HostException;
import org.waagent.host.StatusSink;
import org.waagent.machine.TestMachine;
import org.waagent.plugin.Plan;

/** An upload that hangs, on real threads. */
class StuckUploadTest {
  @TempDir Path root;
  private final BlockingQueue<String> uploads = new LinkedBlockingQueue<>();
  private final CountDownLatch release = new CountDownLatch(1);
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private volatile int hanging = 1;
  private volatile boolean refusing;
  private volatile String state = "Installing";
  private TestMachine machine;
  private StatusPublisher publisher;

  @BeforeEach
  void build() {
    machine = TestMachine.at(root);
    TestPublisher bench = TestPublisher.withThreads(machine);
    Plugins plugins = bench.plugins();
    plugins.add(
        new TestPlugin("handlers", wanted -> Plan.nothing(), () -> TestPlugin.reportOf(state)),
        TestPlugin.facts());
    publisher = bench.build(plugins, this::upload);
  }

  @AfterEach
  void stop() {
    release.countDown();
    publisher.stop();
  }

  @Test
  void doesNotHoldUpNewerContentLongerThanAPeriod() throws Exception {
    publisher.start();
    advance(Duration.ofMillis(1));
    awaitBegun(1);
    state = "Ready";
    advance(Duration.ofSeconds(6));
    assertThat(uploads.poll(60, TimeUnit.SECONDS)).contains("\"status\":\"Ready\",\"code\"");
  }

  @Test
  void aLateOneThatReplacesANewerIsFollowedByTheNewestAtOnce() throws Exception {
    publisher.start();
    advance(Duration.ofMillis(1));
    awaitBegun(1);
    state = "Ready";
    advance(Duration.ofSeconds(6));
    assertThat(uploads.poll(60, TimeUnit.SECONDS)).contains("Ready");
    release.countDown();
    assertThat(uploads.poll(60, TimeUnit.SECONDS)).contains("Installing");
    String last = null;
    for (int i = 0; i < 200 && last == null; i++) {
      advance(Duration.ofMillis(5));
      last = uploads.poll(50, TimeUnit.MILLISECONDS);
    }
    assertThat(last).contains("\"handlerName\":\"Acme.Tool\",\"status\":\"Ready\"");
    assertThat(machine.clock().sinceStart()).isLessThan(Duration.ofSeconds(8));
  }

  @Test
  void aLateRefusalDoesNotTakeThePlaceOfANewerOne() throws Exception {
    refusing = true;
    publisher.start();
    advance(Duration.ofMillis(1));
    awaitBegun(1);
    state = "Ready";
    advance(Duration.ofSeconds(6));
    awaitTrue(() -> machine.files().exists(TestPublisher.OUTBOX));
    release.countDown();
    awaitTrue(() -> publisher.delivery().failures() >= 2);
    publisher.stop();
    assertThat(publisher.superseded()).isZero();
    assertThat(machine.files().readText(TestPublisher.OUTBOX, 100_000))
        .doesNotContain("Installing");
  }

  private static void awaitTrue(BooleanSupplier fact) throws InterruptedException {
    for (int i = 0; i < 1000 && !fact.getAsBoolean(); i++) {
      Thread.sleep(20);
    }
    assertThat(fact.getAsBoolean()).isTrue();
  }

  @Test
  void thereAreNeverMoreThanTwoAtATime() throws Exception {
    hanging = 100;
    publisher.start();
    advance(Duration.ofMillis(1));
    for (int i = 0; i < 10; i++) {
      advance(Duration.ofSeconds(6));
      Thread.sleep(50);
    }
    awaitBegun(2);
    assertThat(most).hasValue(2);
  }

  @Test
  void twoThatHangForEverAreEndedWithinAMinute() throws Exception {
    hanging = 2;
    publisher.start();
    advance(Duration.ofMillis(1));
    awaitBegun(1);
    advance(Duration.ofSeconds(6));
    awaitBegun(2);
    state = "Ready";
    boolean newer = false;
    for (int i = 0; i < 9 && !newer; i++) {
      advance(Duration.ofSeconds(6));
      String told = uploads.poll(2, TimeUnit.SECONDS);
      newer = told != null && told.contains("\"status\":\"Ready\",\"code\"");
    }
    assertThat(newer || uploads.stream().anyMatch(t -> t.contains("\"Ready\",\"code\""))).isTrue();
    assertThat(release.getCount()).isEqualTo(1);
  }

  private void advance(Duration time) {
    machine.clock().advance(time);
  }

  private void awaitBegun(int count) throws InterruptedException {
    for (int i = 0; i < 1000 && begun.get() < count; i++) {
      Thread.sleep(20);
    }
    assertThat(begun.get()).isGreaterThanOrEqualTo(count);
  }

  private StatusSink.Accepted upload(StatusBlob blob, byte[] text) throws HostException {
    most.accumulateAndGet(running.incrementAndGet(), Math::max);
    try {
      if (begun.incrementAndGet() <= hanging) {
        release.await(60, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      running.decrementAndGet();
    }
    if (refusing) {
      throw new HostException(HostException.Kind.UNREACHABLE, "nobody answers");
    }
    uploads.add(new String(text, StandardCharsets.UTF_8));
    return new StatusSink.Accepted("host plugin");
  }
}
