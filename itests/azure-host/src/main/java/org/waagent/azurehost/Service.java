// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import java.util.EnumSet;
import java.util.Set;

/** The four servers of the host, each with a port of its own. */
public enum Service {
  WIRE("wire"),
  HOST_PLUGIN("hostPlugin"),
  BLOB("blob"),
  IMDS("imds");

  private final String id;

  Service(String id) {
    this.id = id;
  }

  /** The name used in scenario files. */
  public String id() {
    return id;
  }

  /** All its routes, the unknown one too. */
  public Set<Route> routes() {
    Set<Route> routes = EnumSet.allOf(Route.class);
    routes.removeIf(r -> r.service() != this);
    return routes;
  }
}
