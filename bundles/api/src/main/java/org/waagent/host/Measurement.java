// SPDX-License-Identifier: Apache-2.0
package org.waagent.host;

import static java.util.Objects.requireNonNull;

/**
 * A figure for the platform's telemetry.
 *
 * @param category {@code CPU} or {@code Memory}
 * @param counter what was measured, for example {@code % Processor Time}
 * @param instance of what: a service, a handler, or empty for the machine
 * @param value the figure
 */
public record Measurement(String category, String counter, String instance, double value) {
  public Measurement {
    requireNonNull(category, "category");
    requireNonNull(counter, "counter");
    requireNonNull(instance, "instance");
  }
}
