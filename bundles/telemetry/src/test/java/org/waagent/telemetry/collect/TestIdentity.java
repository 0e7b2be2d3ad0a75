// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.collect;

import org.waagent.machine.TestMachine;
import org.waagent.telemetry.facts.Identity;

/** What events say of a machine that was not asked for the facts of the metadata service. */
final class TestIdentity {
  private TestIdentity() {}

  static Identity of(TestMachine machine) {
    return new Identity(
        "3.0.0",
        machine.files(),
        machine.machine(),
        () -> {
          throw new AssertionError("nobody needs it here");
        },
        machine.clock(),
        machine.log().logger());
  }
}
