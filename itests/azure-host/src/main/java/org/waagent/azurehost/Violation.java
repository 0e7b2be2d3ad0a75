// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import java.time.Instant;
import java.util.Objects;

/**
 * Something a client of Azure must not do.
 *
 * @param request its method, path and query
 * @param status what it was answered with
 */
public record Violation(Instant time, Route route, String request, int status, String what) {
  public Violation {
    Objects.requireNonNull(route, "route");
    Objects.requireNonNull(what, "what");
  }

  @Override
  public String toString() {
    return route.id() + ": " + what + " (" + request + " -> " + status + ")";
  }
}
