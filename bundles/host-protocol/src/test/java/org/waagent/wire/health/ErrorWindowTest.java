// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ErrorWindowTest {
  private Duration now = Duration.ZERO;
  private final ErrorWindow window = new ErrorWindow(Duration.ofMinutes(5), () -> now);

  private void at(int minute) {
    now = Duration.ofMinutes(minute);
  }

  @Test
  void isDownOnceItFailedForTheWholeWindow() {
    window.failed();
    at(4);
    window.failed();
    assertThat(window.isDown()).isFalse();
    at(5);
    assertThat(window.down()).contains(Duration.ofMinutes(5));
  }

  @Test
  void oneThatWorkedBeginsTheWindowAnew() {
    window.failed();
    at(4);
    window.worked();
    window.failed();
    at(8);
    assertThat(window.isDown()).isFalse();
    at(9);
    assertThat(window.isDown()).isTrue();
    window.worked();
    assertThat(window.isDown()).isFalse();
  }

  @Test
  void isNotDownBeforeItFailed() {
    at(100);
    assertThat(window.isDown()).isFalse();
  }
}
