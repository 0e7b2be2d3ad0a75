// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import java.time.Instant;
import java.util.Objects;

/**
 * What an agent told the health service about one thing it watches.
 *
 * @param name such as {@code GuestAgentPluginHeartbeat}
 */
public record Observation(
    Instant time, String name, boolean healthy, String description, String value) {
  public Observation {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(value, "value");
  }
}
