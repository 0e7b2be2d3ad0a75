// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.status;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.core.plugins.Plugins;
import org.waagent.core.plugins.TestPlugin;
import org.waagent.goalstate.StatusBlob;
import org.waagent.host.HostException;
import org.waagent.host.StatusSink;
import org.waagent.machine.TestMachine;
import org.waagent.plugin.Change;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Plan;

/**
 * The status Azure has is never older than a minute, whatever goes on, and the newest arrives once
 * it can. On a clock moved by hand, with threads as in the agent.
 */
@Timeout(300)
@Tag("V1")
class FreshStatusTest {
  private static final Duration STEP = Duration.ofSeconds(1);

  /** How far the clock may move on while a thread of the publisher is busy. */
  private static final Duration LATE = Duration.ofSeconds(3);

  private static final Duration OLDEST = Duration.ofSeconds(60);

  @TempDir Path root;
  private final CountDownLatch release = new CountDownLatch(1);
  private final CountDownLatch applying = new CountDownLatch(1);
  private volatile String state = "Installing";
  private volatile boolean refusing;
  private volatile Duration period = Duration.ofSeconds(6);
  private final Object told = new Object();
  private int attempts;
  private Instant lastMade = Instant.EPOCH;
  private Instant lastAttempt = Instant.EPOCH;
  private String lastState = "";
  private TestMachine machine;
  private Plugins plugins;
  private StatusPublisher publisher;

  @BeforeEach
  void build() {
    machine = TestMachine.at(root);
    TestPublisher bench = TestPublisher.withThreads(machine).period(() -> period);
    plugins = bench.plugins();
    publisher = bench.build(plugins, this::upload);
  }

  @AfterEach
  void stop() {
    release.countDown();
    publisher.stop();
    plugins.stop();
  }

  private void begin() throws InterruptedException {
    plugins.add(
        new TestPlugin(
            "handlers",
            wanted -> new Plan(List.of(new Endless(release, applying)), Outcome.done()),
            () -> TestPlugin.reportOf(state)),
        TestPlugin.facts());
    assertThat(applying.await(60, TimeUnit.SECONDS)).isTrue();
    publisher.start();
    machine.clock().advance(Duration.ofMillis(1));
    awaitAttempt(1);
  }

  @Test
  void duringAnInstallOfFifteenMinutes() throws Exception {
    begin();
    staysFreshFor(Duration.ofMinutes(15));
    becomes("Ready");
  }

  @Test
  void whileADependencyIsWaitedForNinetyMinutes() throws Exception {
    // Extensions off: the poll is rare, the status is not.
    period = Duration.ofSeconds(300);
    begin();
    staysFreshFor(Duration.ofMinutes(90));
    becomes("Ready");
  }

  @Test
  void afterAnHourOfFailingUploadsTheNewestArrivesAtOnce() throws Exception {
    begin();
    refusing = true;
    for (int minute = 0; minute < 60; minute++) {
      state = "minute " + minute;
      for (Duration at = Duration.ZERO; at.compareTo(OLDEST) < 0; at = at.plus(STEP)) {
        step();
        assertThat(sinceAttempt()).isLessThanOrEqualTo(Duration.ofSeconds(12));
      }
    }
    assertThat(publisher.delivery().failures()).isGreaterThan(60 * 60 / 12);
    refusing = false;
    becomes("Ready");
    for (int i = 0; i < 1000 && publisher.delivery().failures() > 0; i++) {
      Thread.sleep(20);
    }
    assertThat(publisher.delivery().failures()).isZero();
  }

  private void staysFreshFor(Duration time) throws InterruptedException {
    for (Duration at = Duration.ZERO; at.compareTo(time) < 0; at = at.plus(STEP)) {
      step();
      await(() -> age().compareTo(OLDEST) <= 0);
      assertThat(age()).isLessThanOrEqualTo(OLDEST);
    }
  }

  /** The next status says what is new, within two periods. */
  private void becomes(String now) throws InterruptedException {
    state = now;
    publisher.soon();
    for (int i = 0; i < 12 && !lastState().equals(now); i++) {
      step();
      awaitState(now);
    }
    assertThat(lastState()).isEqualTo(now);
    assertThat(age()).isLessThanOrEqualTo(Duration.ofSeconds(12));
  }

  /** Real threads need a moment where the clock stands still. */
  private void awaitState(String now) throws InterruptedException {
    synchronized (told) {
      long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
      while (!lastState.equals(now) && System.nanoTime() < patience) {
        told.wait(50);
      }
    }
  }

  /**
   * Lets a second pass. Where an upload is late by the clock, real threads need a moment for it.
   */
  private void step() throws InterruptedException {
    machine.clock().advance(STEP);
    Duration apart = (period.compareTo(OLDEST) < 0 ? period : OLDEST).plus(LATE);
    await(() -> sinceAttempt().compareTo(apart) <= 0);
  }

  /** Waits while the clock stands still; whoever calls looks at what came of it. */
  private void await(BooleanSupplier wanted) throws InterruptedException {
    synchronized (told) {
      long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      while (!wanted.getAsBoolean() && System.nanoTime() < patience) {
        told.wait(100);
      }
    }
  }

  private void awaitAttempt(int count) throws InterruptedException {
    await(() -> attempts() >= count);
    assertThat(attempts()).isGreaterThanOrEqualTo(count);
  }

  private int attempts() {
    synchronized (told) {
      return attempts;
    }
  }

  private String lastState() {
    synchronized (told) {
      return lastState;
    }
  }

  private Duration age() {
    synchronized (told) {
      return Duration.between(lastMade, machine.clock().instant());
    }
  }

  private Duration sinceAttempt() {
    synchronized (told) {
      return Duration.between(lastAttempt, machine.clock().instant());
    }
  }

  private StatusSink.Accepted upload(StatusBlob blob, byte[] text) throws HostException {
    JsonObject json = JsonParser.parseString(new String(text, UTF_8)).getAsJsonObject();
    boolean refused = refusing;
    synchronized (told) {
      attempts++;
      lastAttempt = machine.clock().instant();
      if (!refused) {
        lastMade = Instant.parse(json.get("timestampUTC").getAsString());
        lastState =
            json.getAsJsonObject("aggregateStatus")
                .getAsJsonArray("handlerAggregateStatus")
                .get(0)
                .getAsJsonObject()
                .get("status")
                .getAsString();
      }
      told.notifyAll();
    }
    if (refused) {
      throw new HostException(HostException.Kind.UNREACHABLE, "nobody answers");
    }
    return new StatusSink.Accepted("host plugin");
  }

  /** A change that goes on and on. */
  private record Endless(CountDownLatch release, CountDownLatch applying) implements Change {
    @Override
    public String id() {
      return "install";
    }

    @Override
    public Outcome apply() throws InterruptedException {
      applying.countDown();
      release.await();
      return Outcome.done();
    }
  }
}
