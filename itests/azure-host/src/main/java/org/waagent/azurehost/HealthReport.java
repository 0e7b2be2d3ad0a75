// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** What the agent told the fabric about the machine: {@code Ready} or {@code NotReady}. */
public record HealthReport(
    Instant time,
    String incarnation,
    String state,
    Optional<String> subStatus,
    Optional<String> description) {
  public HealthReport {
    Objects.requireNonNull(state, "state");
  }

  public boolean isReady() {
    return state.equals("Ready");
  }
}
