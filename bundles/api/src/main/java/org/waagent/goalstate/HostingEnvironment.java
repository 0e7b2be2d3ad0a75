// SPDX-License-Identifier: Apache-2.0
package org.waagent.goalstate;

import static java.util.Objects.requireNonNull;

/**
 * Names of this virtual machine as the fabric knows it, from the hosting environment document.
 *
 * @param vmName name of the virtual machine
 * @param roleName name of the role
 * @param deploymentName name of the deployment, also called tenant
 */
public record HostingEnvironment(String vmName, String roleName, String deploymentName) {
  public HostingEnvironment {
    requireNonNull(vmName, "vmName");
    requireNonNull(roleName, "roleName");
    requireNonNull(deploymentName, "deploymentName");
  }
}
