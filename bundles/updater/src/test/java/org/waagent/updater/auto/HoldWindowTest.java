// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.auto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HoldWindowTest {
  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

  /** 2026-11-23 is a Monday. */
  @ParameterizedTest(name = "{0} at {1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "08:00-18:00                          | 2026-11-23T07:59:59 | 2026-11-23T07:59:59",
        "08:00-18:00                          | 2026-11-23T08:00:00 | 2026-11-23T18:00:00",
        "08:00-18:00                          | 2026-11-23T17:59:59 | 2026-11-23T18:00:00",
        "08:00-18:00                          | 2026-11-23T18:00:00 | 2026-11-23T18:00:00",
        "22:00-04:00 Mon-Fri                  | 2026-11-23T23:00:00 | 2026-11-24T04:00:00",
        "22:00-04:00 Mon-Fri                  | 2026-11-23T03:00:00 | 2026-11-23T03:00:00",
        "22:00-04:00 Mon-Fri                  | 2026-11-28T03:00:00 | 2026-11-28T04:00:00",
        "22:00-04:00 Mon-Fri                  | 2026-11-28T23:00:00 | 2026-11-28T23:00:00",
        "00:00-24:00 Sat+Sun                  | 2026-11-28T12:00:00 | 2026-11-30T00:00:00",
        "00:00-24:00 Fri-Mon                  | 2026-11-27T12:00:00 | 2026-12-01T00:00:00",
        "08:00-12:00, 11:00-13:00 mon+WED-thu | 2026-11-23T11:30:00 | 2026-11-23T13:00:00",
        "08:00-12:00, 11:00-13:00 mon+WED-thu | 2026-11-24T11:30:00 | 2026-11-24T12:00:00",
        "08:00-08:00                          | 2026-11-23T07:00:00 | 2027-01-25T08:00:00",
      })
  void holdsAnUpdateBackUntilTheEnd(String text, LocalDateTime time, LocalDateTime end) {
    HoldWindow window = HoldWindow.of(text);
    ZonedDateTime now = time.atZone(ZONE);
    assertThat(window.end(now).toLocalDateTime()).isEqualTo(end);
    assertThat(window.holds(now)).isEqualTo(!time.isEqual(end));
  }

  @Test
  void withoutATextNothingIsHeldBack() {
    ZonedDateTime now = LocalDateTime.parse("2026-11-23T12:00:00").atZone(ZONE);
    assertThat(HoldWindow.of(" ").end(now)).isEqualTo(now);
  }

  /** In Berlin 02:30 comes twice on 2026-10-25, and never on 2026-03-29. */
  @Test
  void aChangeOfTheClockMakesNoEndlessHold() {
    HoldWindow window = HoldWindow.of("02:00-02:30");
    ZonedDateTime second =
        LocalDateTime.parse("2026-10-25T02:40:00").atZone(ZONE).withLaterOffsetAtOverlap();
    assertThat(window.holds(second)).isFalse();
    ZonedDateTime skipped = LocalDateTime.parse("2026-03-29T03:00:00").atZone(ZONE);
    assertThat(window.holds(skipped)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8:00-18:00",
        "08:00",
        "08:00-25:00",
        "08:00-18:00 Monday",
        "08:00-18:00 Mon-Tue-Wed",
        "08:00-18:00,",
        "08:00 - 18:00",
        "24:30-08:00",
        "08:00-18:00 Mon,Tue",
        "x",
        "08:00-18:00 -"
      })
  void saysWhatMakesNoSense(String text) {
    assertThatThrownBy(() -> HoldWindow.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'");
  }

  @Test
  void isBounded() {
    assertThatThrownBy(() -> HoldWindow.of("08:00-18:00,".repeat(1_000)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
