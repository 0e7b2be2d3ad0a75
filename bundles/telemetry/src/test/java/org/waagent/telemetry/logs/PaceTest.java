// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.waagent.os.Clock;

/** How much of a processor a collection uses. */
final class PaceTest {
  private Duration now = Duration.ZERO;
  private Duration paused = Duration.ZERO;

  @Test
  void ofTwentyPartsOfTimeOneIsWork() throws InterruptedException {
    Pace pace = Pace.twentieth(new Counting());
    for (int i = 0; i < 1000; i++) {
      now = now.plusMillis(7);
      pace.keep();
    }

    assertThat(paused.toMillis()).isBetween(7000L * 18, 7000L * 19);
  }

  @Test
  void whoWaitsForTheAnswerDoesNotWaitLonger() throws InterruptedException {
    Pace pace = Pace.full(new Counting());
    now = now.plusSeconds(100);
    pace.keep();

    assertThat(paused).isZero();
  }

  private final class Counting implements Clock {
    @Override
    public Instant instant() {
      return Instant.EPOCH.plus(now);
    }

    @Override
    public Duration sinceStart() {
      return now;
    }

    @Override
    public Closeable after(Duration delay, Runnable action) {
      throw new UnsupportedOperationException("nobody sets a timer");
    }

    @Override
    public void pause(Duration time) {
      now = now.plus(time);
      paused = paused.plus(time);
    }
  }
}
