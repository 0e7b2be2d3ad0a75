// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepeatsTest {
  private final Repeats repeats = new Repeats();
  private final List<String> written = new ArrayList<>();

  @Test
  void letsThreePassAndTellsTheRestAtTheEndOfTheMinute() {
    for (int second = 0; second < 60; second += 6) {
      log("again", Duration.ofSeconds(second));
    }
    assertThat(written).hasSize(3);
    look(Duration.ofSeconds(60));
    assertThat(written).hasSize(4);
    assertThat(written.get(3)).isEqualTo("again (repeated 7 times in the last 1 min)");
  }

  @Test
  void growsMoreAndMoreQuietWhileItGoesOn() {
    for (int second = 0; second < 6 * 3600; second += 6) {
      look(Duration.ofSeconds(second));
      log("again", Duration.ofSeconds(second));
    }
    assertThat(written.size()).isBetween(10, 16);
    assertThat(written).last().asString().contains("in the last 60 min");
  }

  @Test
  void doesNotConfuseDifferentMessages() {
    for (int i = 0; i < 1000; i++) {
      log("number " + i, Duration.ofSeconds(1));
    }
    assertThat(written).hasSize(1000);
  }

  @Test
  void forgetsAMessageThatStopped() {
    for (int i = 0; i < 3; i++) {
      log("again", Duration.ofSeconds(i));
    }
    look(Duration.ofMinutes(2));
    for (int i = 0; i < 3; i++) {
      log("again", Duration.ofMinutes(3));
    }
    assertThat(written).hasSize(6);
    assertThat(repeats.next()).isEmpty();
  }

  @Test
  void neverGrowsThoughEveryMessageRepeats() {
    for (int round = 0; round < 20; round++) {
      look(Duration.ofSeconds(round));
      for (int i = 0; i < 1000; i++) {
        for (int again = 0; again < 4; again++) {
          log("x".repeat(2000) + i, Duration.ofSeconds(round));
        }
      }
      look(Duration.ofSeconds(round));
      assertThat(repeats.size()).isLessThanOrEqualTo(200);
    }
    assertThat(written)
        .anyMatch(line -> line.endsWith("x... (repeated 1 times in the last 1 min)"));
  }

  private void log(String message, Duration now) {
    Record record = new Record(Instant.EPOCH, Record.Level.INFO, "ExtHandler", message, List.of());
    if (repeats.passes(record, now)) {
      written.add(message);
    }
  }

  private void look(Duration now) {
    repeats.over(now).forEach(record -> written.add(record.message()));
  }
}
