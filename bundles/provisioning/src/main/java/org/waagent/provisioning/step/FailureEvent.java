// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.step;

import static java.util.Objects.requireNonNull;

/**
 * Tells the platform's telemetry why a first boot failed. Each goal state is a reason to try again;
 * the same failure is told once.
 */
public final class FailureEvent {
  private final Toolbox.Telling telling;
  private String told = "";

  public FailureEvent(Toolbox.Telling telling) {
    this.telling = requireNonNull(telling, "telling");
  }

  /** Tells it, unless it was told just before. */
  public synchronized void tell(String failure) {
    if (!told.equals(failure)) {
      told = failure;
      telling.event("Provision", false, "Provisioning failed: " + failure);
    }
  }
}
