// SPDX-License-Identifier: Apache-2.0
package org.waagent.core;

import org.waagent.core.loop.ReadyReport;
import org.waagent.host.HealthSink;
import org.waagent.host.HostException;

/**
 * The fabric as far as it hears of the machine's health.
 *
 * @param listener gets each report, and may refuse it
 */
record TestHealth(ReadyReport.Telling listener) implements HealthSink {
  @Override
  public void report(Health state) throws HostException {
    listener.tell(state);
  }

  @Override
  public void reportHostKey(String fingerprint) {
    throw new AssertionError("not for the core");
  }
}
