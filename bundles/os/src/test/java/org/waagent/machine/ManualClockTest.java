// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.time.Duration;
import org.waagent.os.Clock;

class ManualClockTest extends ClockContract {
  private final ManualClock clock = new ManualClock();

  @Override
  Clock clock() {
    return clock;
  }

  @Override
  void pass(Duration time) {
    clock.advance(time);
  }
}
