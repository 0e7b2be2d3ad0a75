// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

/** Waits in real time for what a worker does. */
final class Pause {
  private Pause() {}

  static void until(Bench.Condition so) throws Exception {
    for (int i = 0; i < 3000 && !so.holds(); i++) {
      Thread.sleep(10);
    }
    assertThat(so.holds()).isTrue();
  }
}
