// SPDX-License-Identifier: Apache-2.0
package org.waagent.host;

import static java.util.Objects.requireNonNull;

import org.osgi.annotation.versioning.ProviderType;

/** Tells the fabric how the machine is. */
@ProviderType
public interface HealthSink {
  /**
   * Reports the machine's health for the current goal state.
   *
   * @throws HostException if it was not accepted
   */
  void report(Health health) throws HostException;

  /**
   * Reports the fingerprint of the SSH host key, as a property of the role.
   *
   * @throws HostException if it was not accepted
   */
  void reportHostKey(String fingerprint) throws HostException;

  /** How the machine is. */
  sealed interface Health {
    /** It works. */
    record Ready() implements Health {}

    /**
     * It does not work, or not yet.
     *
     * @param subStatus {@code Provisioning} or {@code ProvisioningFailed}
     * @param description for people; cut to what the server takes
     */
    record NotReady(String subStatus, String description) implements Health {
      public NotReady {
        requireNonNull(subStatus, "subStatus");
        requireNonNull(description, "description");
      }
    }
  }
}
