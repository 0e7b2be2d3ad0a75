// SPDX-License-Identifier: Apache-2.0
package org.waagent.goalstate;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What Azure wants of this machine now.
 *
 * @param incarnation number of the fabric's goal state
 * @param containerId where the machine runs; may change without a new incarnation
 * @param roleInstanceId the fabric's name of this machine
 * @param roleConfigName name of its configuration; the text up to the first dot is the deployment
 *     id
 * @param extensions what it says of extensions
 * @param certificates what came with it
 * @param hostingEnvironment names of this machine
 * @param sharedConfig the shared config document as it came, for programs that read it on disk
 * @param remoteAccess just-in-time accounts; empty where the goal state names no such document
 * @param fastTrack whether the host plugin serves fast-track goal states
 */
public record GoalState(
    Incarnation incarnation,
    String containerId,
    String roleInstanceId,
    String roleConfigName,
    ExtensionsGoalState extensions,
    Certificates certificates,
    Optional<HostingEnvironment> hostingEnvironment,
    Optional<String> sharedConfig,
    Optional<RemoteAccess> remoteAccess,
    boolean fastTrack) {
  public GoalState {
    requireNonNull(incarnation, "incarnation");
    requireNonNull(containerId, "containerId");
    requireNonNull(roleInstanceId, "roleInstanceId");
    requireNonNull(roleConfigName, "roleConfigName");
    requireNonNull(extensions, "extensions");
    requireNonNull(certificates, "certificates");
    requireNonNull(hostingEnvironment, "hostingEnvironment");
    requireNonNull(sharedConfig, "sharedConfig");
    requireNonNull(remoteAccess, "remoteAccess");
  }

  /** The deployment id: the configuration's name up to its first dot. */
  public String deploymentId() {
    int dot = roleConfigName.indexOf('.');
    return dot < 0 ? roleConfigName : roleConfigName.substring(0, dot);
  }
}
