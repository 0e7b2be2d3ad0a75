// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.waagent.machine.ManualClock;
import org.waagent.machine.TestLog;

class LaneTest {
  private final TestLog log = new TestLog();
  private final Lanes lanes = new Lanes(new ManualClock(), log.logger());

  @AfterEach
  void close() {
    lanes.close();
  }

  @Test
  void runsTasksInOrderAndNeverTwoAtATime() throws Exception {
    Lane lane = lanes.lane("a");
    List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch done = new CountDownLatch(200);
    for (int i = 0; i < 200; i++) {
      int number = i;
      lane.run(
          () -> {
            seen.add(number);
            done.countDown();
          });
    }
    assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(seen).isSorted().hasSize(200);
  }

  @Test
  void oneLaneDoesNotWaitForAnother() throws Exception {
    CountDownLatch block = new CountDownLatch(1);
    CountDownLatch other = new CountDownLatch(1);
    lanes.lane("slow").run(() -> waitFor(block));
    lanes.lane("quick").run(other::countDown);
    assertThat(other.await(60, TimeUnit.SECONDS)).isTrue();
    block.countDown();
  }

  @Test
  void isBegunLaterWhereTheSystemGivesNoThread() {
    ManualClock clock = new ManualClock();
    List<Integer> seen = new ArrayList<>();
    boolean[] full = {true};
    Lanes poor =
        new Lanes(
            clock,
            log.logger(),
            work -> {
              if (full[0]) {
                throw new OutOfMemoryError("unable to create native thread");
              }
              work.run();
            });
    Lane lane = poor.lane("a");
    lane.run(() -> seen.add(1));
    clock.advance(Duration.ofSeconds(3));
    full[0] = false;
    lane.run(() -> seen.add(2));
    assertThat(seen).isEmpty();
    clock.advance(Duration.ofSeconds(1));
    assertThat(seen).containsExactly(1, 2);
  }

  @Test
  void goesOnAfterATaskThatFailedInAnyWay() throws Exception {
    Lane lane = lanes.lane("a");
    CountDownLatch after = new CountDownLatch(1);
    lane.run(
        () -> {
          throw new OutOfMemoryError("of the test");
        });
    lane.run(after::countDown);
    assertThat(after.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(log.lines()).anyMatch(line -> line.contains("of the test"));
  }

  @Test
  void abandoningInterruptsWhatRunsForgetsWhatWaitsAndLeavesTheLaneUsable() throws Exception {
    Lane lane = lanes.lane("a");
    CountDownLatch began = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    List<String> seen = Collections.synchronizedList(new ArrayList<>());
    lane.run(
        () -> {
          began.countDown();
          if (!waitFor(new CountDownLatch(1))) {
            interrupted.countDown();
          }
        });
    lane.run(() -> seen.add("forgotten"));
    assertThat(began.await(60, TimeUnit.SECONDS)).isTrue();
    lane.abandon();
    assertThat(interrupted.await(60, TimeUnit.SECONDS)).isTrue();
    CountDownLatch again = new CountDownLatch(1);
    lane.run(
        () -> {
          seen.add(Thread.currentThread().isInterrupted() ? "interrupted" : "clean");
          again.countDown();
        });
    assertThat(again.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(seen).containsExactly("clean");
  }

  @Test
  void aTimerOnlyHandsTheTaskToTheLane() {
    HandLanes hand = new HandLanes();
    List<String> seen = new ArrayList<>();
    hand.lanes().lane("a").after(Duration.ofSeconds(2), () -> seen.add("ran"));
    hand.clock().advance(Duration.ofSeconds(3));
    assertThat(seen).isEmpty();
    hand.settle();
    assertThat(seen).containsExactly("ran");
  }

  @Test
  void runsOnDaemonThreadsSoThatNothingKeepsTheAgentFromEnding() throws Exception {
    List<Boolean> daemon = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch done = new CountDownLatch(1);
    lanes
        .lane("a")
        .run(
            () -> {
              daemon.add(Thread.currentThread().isDaemon());
              done.countDown();
            });
    assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(daemon).containsExactly(true);
  }

  private static boolean waitFor(CountDownLatch latch) {
    try {
      return latch.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
