// SPDX-License-Identifier: Apache-2.0
package org.waagent.simulation.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class SimulatedClockTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final SimulatedClock clock = new SimulatedClock();
  private final List<String> done = new ArrayList<>();

  @Test
  void runsTimersInTheOrderOfTheirTimes() {
    clock.after(Duration.ofSeconds(2), () -> note("second"));
    clock.after(Duration.ofSeconds(1), () -> note("first"));
    clock.after(Duration.ofSeconds(2), () -> note("third"));

    pass(HOUR);

    assertThat(done).containsExactly("first at PT1S", "second at PT2S", "third at PT2S");
    assertThat(clock.sinceStart()).isEqualTo(HOUR);
  }

  @Test
  void runsNothingThatIsDueLaterOrWasCalledOff() throws Exception {
    clock.after(Duration.ofSeconds(1), () -> note("called off")).close();
    clock.after(HOUR.plusSeconds(1), () -> note("later"));

    pass(HOUR);

    assertThat(done).isEmpty();
    assertThat(clock.waiting()).isEqualTo(1);
  }

  @Test
  void lastsAPauseUntilTimeHasPassed() throws Exception {
    Thread waiter =
        new Thread(
            () -> {
              try {
                clock.pause(Duration.ofDays(1));
                note("awake");
              } catch (InterruptedException e) {
                note("interrupted");
              }
            });
    waiter.start();
    while (clock.waiting() == 0) {
      Thread.sleep(1);
    }

    pass(HOUR);
    assertThat(waiter.isAlive()).isTrue();
    pass(Duration.ofDays(1));
    waiter.join();

    assertThat(done).containsExactly("awake at PT24H");
    assertThat(clock.waiting()).isZero();
  }

  @Test
  void jumpsWithoutTimePassing() {
    Instant before = clock.instant();

    clock.jump(Duration.ofDays(-3));

    assertThat(clock.instant()).isEqualTo(before.minus(Duration.ofDays(3)));
    assertThat(clock.sinceStart()).isZero();
  }

  private void pass(Duration end) {
    Optional<Runnable> next = clock.next(end);
    while (next.isPresent()) {
      next.get().run();
      next = clock.next(end);
    }
  }

  private void note(String what) {
    done.add(what + " at " + clock.sinceStart());
  }
}
