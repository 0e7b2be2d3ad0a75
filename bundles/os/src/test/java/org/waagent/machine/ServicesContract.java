// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.waagent.os.Services;

/** What every implementation of {@link Services} does; it changes nothing. */
abstract class ServicesContract {
  /** The implementation to test. */
  abstract Services services();

  @Test
  void hasOneOfTheKnownKinds() {
    assertThat(services().kind()).isIn("systemd", "SysV", "OpenRC", "rc.d", "rcctl", "none");
  }

  @Test
  void whatDoesNotExistDoesNotRun() throws Exception {
    assertThat(services().isRunning("no-such-service-anywhere")).isFalse();
  }
}
