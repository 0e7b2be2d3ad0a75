// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.waagent.os.Clock;

class SystemClockTest extends ClockContract {
  private final SystemClock clock = new SystemClock();

  @Override
  Clock clock() {
    return clock;
  }

  @Override
  void pass(Duration time) throws InterruptedException {
    Thread.sleep(time.toMillis() + 1);
  }

  @AfterEach
  void close() {
    clock.close();
  }

  @Test
  void tellsTheTimeOfTheMachine() {
    assertThat(Duration.between(Instant.now(), clock.instant()).abs())
        .isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void aTimerThatFailsDoesNotEndTheOthers() throws InterruptedException {
    CountDownLatch ran = new CountDownLatch(1);
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {});
    try {
      clock.after(
          Duration.ZERO,
          () -> {
            throw new IllegalStateException("on purpose");
          });
      clock.after(Duration.ofMillis(5), ran::countDown);
      assertThat(ran.await(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
  }
}
