// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.waagent.telemetry.event.TelemetryEvent;
import org.waagent.telemetry.facts.Events;

class InboxTest {
  private final Inbox inbox = new Inbox();

  @Test
  void takesAThousandEventsAndThenNoneUntilItIsEmptied() {
    for (int i = 1; i <= 1000; i++) {
      assertThat(inbox.add(InboxTest::none, 10)).isEqualTo(i);
    }
    assertThat(inbox.add(InboxTest::none, 10)).isZero();
    assertThat(inbox.take()).hasSize(1000);
    assertThat(inbox.add(InboxTest::none, 10)).isOne();
  }

  @Test
  void takesNoMoreThanFourMillionCharacters() {
    for (int i = 0; i < 64; i++) {
      assertThat(inbox.add(InboxTest::none, 64 * 1024)).isPositive();
    }
    assertThat(inbox.add(InboxTest::none, 1)).isZero();
  }

  private static TelemetryEvent none(Events events) {
    throw new AssertionError("nobody makes it here");
  }
}
