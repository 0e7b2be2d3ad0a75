// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import java.util.Arrays;
import java.util.Optional;

/** What can be asked of the host. Faults and the record go by route. */
public enum Route {
  VERSIONS(Service.WIRE, "versions"),
  GOAL_STATE(Service.WIRE, "goalState"),
  HOSTING_ENVIRONMENT(Service.WIRE, "hostingEnvironment"),
  SHARED_CONFIG(Service.WIRE, "sharedConfig"),
  EXTENSIONS_CONFIG(Service.WIRE, "extensionsConfig"),
  FULL_CONFIG(Service.WIRE, "fullConfig"),
  CERTIFICATES(Service.WIRE, "certificates"),
  REMOTE_ACCESS(Service.WIRE, "remoteAccess"),
  HEALTH(Service.WIRE, "health"),
  ROLE_PROPERTIES(Service.WIRE, "roleProperties"),
  TELEMETRY(Service.WIRE, "telemetry"),
  HEALTH_SERVICE(Service.WIRE, "healthService"),
  WIRE_UNKNOWN(Service.WIRE, "unknown"),

  PLUGIN_VERSIONS(Service.HOST_PLUGIN, "versions"),
  PLUGIN_HEALTH(Service.HOST_PLUGIN, "health"),
  VM_SETTINGS(Service.HOST_PLUGIN, "vmSettings"),
  EXTENSION_ARTIFACT(Service.HOST_PLUGIN, "extensionArtifact"),
  STATUS(Service.HOST_PLUGIN, "status"),
  VM_AGENT_LOG(Service.HOST_PLUGIN, "vmAgentLog"),
  PLUGIN_UNKNOWN(Service.HOST_PLUGIN, "unknown"),

  /** The first place of a manifest. */
  MANIFEST(Service.BLOB, "manifest"),
  /** The fail-over and additional places of a manifest. */
  MANIFEST_COPY(Service.BLOB, "manifestCopy"),
  PACKAGE(Service.BLOB, "package"),
  /** The second place of a package. */
  PACKAGE_COPY(Service.BLOB, "packageCopy"),
  ARTIFACTS_PROFILE(Service.BLOB, "artifactsProfile"),
  STATUS_BLOB(Service.BLOB, "statusBlob"),
  BLOB_UNKNOWN(Service.BLOB, "unknown"),

  INSTANCE_METADATA(Service.IMDS, "instance"),
  INSTANCE_COMPUTE(Service.IMDS, "compute"),
  IMDS_UNKNOWN(Service.IMDS, "unknown");

  private final Service service;
  private final String name;

  Route(Service service, String name) {
    this.service = service;
    this.name = name;
  }

  public Service service() {
    return service;
  }

  /** The name used in scenario files, such as {@code wire.goalState}. */
  public String id() {
    return service.id() + "." + name;
  }

  /** The route of that {@link #id()}. */
  public static Optional<Route> byId(String id) {
    return Arrays.stream(values()).filter(r -> r.id().equals(id)).findFirst();
  }
}
