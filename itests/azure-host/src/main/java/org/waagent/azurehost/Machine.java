// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import java.util.Objects;
import java.util.UUID;

/**
 * Who the virtual machine is, for the fabric and for IMDS.
 *
 * @param containerId changes when the machine moves to another node
 * @param deploymentId a GUID; the text of the config name up to its first dot
 * @param configName the role config name, sent back as {@code x-ms-host-config-name}
 * @param roleInstance the instance id of the goal state
 * @param mac twelve hex digits
 */
public record Machine(
    String name,
    String containerId,
    String deploymentId,
    String configName,
    String roleInstance,
    String vmId,
    String subscriptionId,
    String resourceGroup,
    String location,
    String size,
    String mac,
    String privateAddress) {
  public Machine {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(containerId, "containerId");
    Objects.requireNonNull(deploymentId, "deploymentId");
    Objects.requireNonNull(configName, "configName");
    Objects.requireNonNull(roleInstance, "roleInstance");
  }

  /** A machine of that name with fresh ids. */
  public static Machine named(String name) {
    String deployment = uuid();
    return new Machine(
        name,
        uuid(),
        deployment,
        configName(deployment, 1, name),
        deployment + "._" + name,
        uuid(),
        uuid(),
        "tests",
        "westeurope",
        "Standard_B2s",
        "000D3A3382E8",
        "10.0.1.4");
  }

  /** The same machine in a new container, as after a live migration. */
  Machine moved() {
    int round = Integer.parseInt(configName.split("\\.")[1]) + 1;
    return new Machine(
        name,
        uuid(),
        deploymentId,
        configName(deploymentId, round, name),
        roleInstance,
        vmId,
        subscriptionId,
        resourceGroup,
        location,
        size,
        mac,
        privateAddress);
  }

  private static String configName(String deployment, int round, String name) {
    return deployment + "." + round + "." + deployment + "." + round + "._" + name + ".1.xml";
  }

  private static String uuid() {
    return UUID.randomUUID().toString();
  }
}
