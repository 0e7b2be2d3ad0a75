// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import java.util.Map;
import org.waagent.azurehost.http.HttpRequest;

/** The address plan of the wire server. */
final class WireRoutes {
  static final String REMOTE_ACCESS = "/remoteaccessinfouri/";
  private static final Map<String, Route> POSTS =
      Map.of(
          "health", Route.HEALTH,
          "roleProperties", Route.ROLE_PROPERTIES,
          "telemetrydata", Route.TELEMETRY);
  private static final Map<String, Route> CONFIGS =
      Map.of(
          "hostingEnvironmentConfig", Route.HOSTING_ENVIRONMENT,
          "sharedConfig", Route.SHARED_CONFIG,
          "extensionsConfig", Route.EXTENSIONS_CONFIG,
          "fullConfig", Route.FULL_CONFIG);

  private WireRoutes() {}

  static Route of(HttpRequest request, Machine machine) {
    String comp = request.param("comp").orElse("");
    String path = HttpRequest.decode(request.path());
    if (path.equals("/") && comp.equals("versions")) {
      return Route.VERSIONS;
    }
    if (path.equals("/machine/") && comp.equals("goalstate")) {
      return Route.GOAL_STATE;
    }
    if (path.equals("/machine")) {
      return POSTS.getOrDefault(comp, Route.WIRE_UNKNOWN);
    }
    if (path.equals("/HealthService")) {
      return Route.HEALTH_SERVICE;
    }
    if (path.equals(REMOTE_ACCESS)) {
      return Route.REMOTE_ACCESS;
    }
    boolean config = path.equals(HttpRequest.decode(GoalStateDocuments.configPath(machine)));
    if (config && comp.equals("certificates")) {
      return Route.CERTIFICATES;
    }
    return config && comp.equals("config")
        ? CONFIGS.getOrDefault(request.param("type").orElse(""), Route.WIRE_UNKNOWN)
        : Route.WIRE_UNKNOWN;
  }
}
