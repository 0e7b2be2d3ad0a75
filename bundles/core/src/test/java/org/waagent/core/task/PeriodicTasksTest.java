// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.waagent.core.lane.HandLanes;
import org.waagent.core.lane.Lanes;
import org.waagent.machine.ManualClock;
import org.waagent.machine.TestLog;
import org.waagent.plugin.PeriodicTask;

class PeriodicTasksTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration PERIOD = Duration.ofSeconds(6);

  private final HandLanes hand = new HandLanes();
  private final List<Duration> runs = new ArrayList<>();
  private final AtomicInteger changes = new AtomicInteger();
  private final PeriodicTasks tasks =
      new PeriodicTasks(hand.lanes(), changes::incrementAndGet, hand.log().logger());
  private Exception failure;
  private int timers;

  @Test
  @Tag("D1")
  void waitsForTheFirstGoalState() {
    tasks.add("key", source("beat", MINUTE, this::run));
    hand.advance(Duration.ofMinutes(10));
    assertThat(runs).isEmpty();
    assertThat(tasks.states().get(0).next()).isEmpty();
  }

  @Test
  void runsOnceAPeriodATenthLateAtMost() {
    tasks.add("key", source("beat", MINUTE, this::run));
    rideFor(Duration.ofMinutes(30));
    assertThat(runs).hasSizeBetween(28, 31);
    assertThat(runs.get(0)).isLessThanOrEqualTo(Duration.ofSeconds(12));
    for (int i = 1; i < runs.size(); i++) {
      assertThat(runs.get(i).minus(runs.get(i - 1))).isBetween(MINUTE, MINUTE.plusSeconds(6));
    }
  }

  @Test
  void ridesOnWakeUpsThatHappenAnyway() {
    tasks.add("key", source("beat", MINUTE, this::run));
    rideFor(Duration.ofMinutes(60));
    assertThat(runs).hasSizeGreaterThan(50);
    assertThat(timers).as("timers of the task itself").isZero();
  }

  @Test
  void setsATimerOfItsOwnWhereNoWakeUpComesInTime() {
    tasks.add("key", source("quick", Duration.ofSeconds(1), this::run));
    rideFor(MINUTE);
    assertThat(runs).hasSizeBetween(55, 61);
  }

  @Test
  void aFailureIsToldOnceForEachTextAndTheTaskRunsOn() {
    tasks.add("key", source("beat", MINUTE, this::run));
    failure = new IllegalStateException("nobody answers");
    rideFor(Duration.ofMinutes(5));
    failure = new IllegalStateException("refused again");
    rideFor(Duration.ofMinutes(5));
    assertThat(tasks.states().get(0).error()).hasValue("refused again");
    assertThat(tasks.states().get(0).failures()).isGreaterThan(7);
    failure = null;
    rideFor(Duration.ofMinutes(5));
    assertThat(runs).hasSizeGreaterThan(12);
    assertThat(hand.log().lines())
        .containsExactly(
            "WARN beat failed: nobody answers",
            "WARN beat failed: refused again",
            "INFO beat works again");
    assertThat(changes).hasValue(3);
    assertThat(tasks.states().get(0).failures()).isZero();
  }

  @Test
  void aTaskThatEndsWithAnErrorRunsOn() {
    tasks.add(
        "key",
        source(
            "beat",
            MINUTE,
            () ->
                () -> {
                  runs.add(hand.clock().sinceStart());
                  throw new OutOfMemoryError("of the test");
                }));
    rideFor(Duration.ofMinutes(5));
    assertThat(runs).hasSizeGreaterThan(3);
    assertThat(tasks.states().get(0).failures()).isEqualTo(runs.size());
  }

  @Test
  void aTaskThatGoesRunsNoMore() {
    tasks.add("key", source("beat", MINUTE, this::run));
    rideFor(Duration.ofMinutes(2));
    tasks.remove("key");
    int before = runs.size();
    rideFor(Duration.ofMinutes(5));
    assertThat(runs).hasSize(before);
    assertThat(tasks.states()).isEmpty();
  }

  @Test
  void neverRunsOneTwiceAtATimeNorMakesOneWaitForAnother() throws Exception {
    ManualClock clock = new ManualClock();
    Lanes lanes = new Lanes(clock, new TestLog().logger());
    PeriodicTasks real = new PeriodicTasks(lanes, () -> {}, new TestLog().logger());
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch other = new CountDownLatch(3);
    PeriodicTask slow =
        () -> {
          most.accumulateAndGet(inside.incrementAndGet(), Math::max);
          awaitFirmly(release);
          inside.decrementAndGet();
        };
    real.add("old", source("slow", Duration.ofSeconds(5), () -> slow));
    real.add("other", source("other", Duration.ofSeconds(5), () -> other::countDown));
    real.begin();
    for (int i = 0; i < 1000 && other.getCount() > 0; i++) {
      clock.advance(Duration.ofSeconds(1));
      real.ride(Duration.ofSeconds(1));
      if (i == 8) {
        real.remove("old");
        real.add("new", source("slow", Duration.ofSeconds(5), () -> slow));
      }
      Thread.sleep(20);
    }
    assertThat(other.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(most).hasValue(1);
    release.countDown();
    real.stop();
  }

  @Test
  void aStoppedTaskIsInterrupted() throws Exception {
    ManualClock clock = new ManualClock();
    Lanes lanes = new Lanes(clock, new TestLog().logger());
    PeriodicTasks real = new PeriodicTasks(lanes, () -> {}, new TestLog().logger());
    CountDownLatch began = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    PeriodicTask sleeper =
        () -> {
          began.countDown();
          try {
            Thread.sleep(60_000);
          } catch (InterruptedException e) {
            interrupted.countDown();
            throw e;
          }
        };
    real.add("key", source("sleeper", MINUTE, () -> sleeper));
    real.begin();
    clock.advance(Duration.ofSeconds(7));
    real.ride(Duration.ofSeconds(6));
    assertThat(began.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(real.states().get(0).since()).isPresent();
    real.stop();
    assertThat(interrupted.await(60, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aTaskIsMadeWhenItFirstRunsAndOnlyOnce() {
    AtomicInteger made = new AtomicInteger();
    tasks.add(
        "key",
        source(
            "beat",
            MINUTE,
            () -> {
              made.incrementAndGet();
              return this::ran;
            }));
    assertThat(made).hasValue(0);
    rideFor(Duration.ofMinutes(5));
    assertThat(made).hasValue(1);
  }

  private void rideFor(Duration time) {
    tasks.begin();
    for (Duration left = time; !left.isZero(); left = left.minus(PERIOD)) {
      tasks.ride(PERIOD);
      timers += hand.clock().pending();
      hand.advance(PERIOD, Duration.ofMillis(500));
      timers += hand.clock().pending();
    }
  }

  private static void awaitFirmly(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        // A task that does not listen.
        Thread.onSpinWait();
      }
    }
  }

  private TaskSource source(String name, Duration period, Supplier<PeriodicTask> task) {
    return new TaskSource(name, period, task);
  }

  private PeriodicTask run() {
    return this::ran;
  }

  private void ran() throws Exception {
    runs.add(hand.clock().sinceStart());
    if (failure != null) {
      throw failure;
    }
  }
}
