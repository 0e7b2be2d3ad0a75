// SPDX-License-Identifier: Apache-2.0
package org.waagent.goalstate;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * One family of guest agent versions.
 *
 * @param name for example {@code Prod}
 * @param version the version wanted
 * @param fromVersion the version it replaces
 * @param versionFromRsm whether the version was chosen by the platform's own roll-out; empty where
 *     nothing is said
 * @param vmEnabledForRsmUpgrades whether this machine takes part in that roll-out
 * @param manifests where the family's manifest is
 */
public record AgentFamily(
    String name,
    Optional<String> version,
    Optional<String> fromVersion,
    Optional<Boolean> versionFromRsm,
    Optional<Boolean> vmEnabledForRsmUpgrades,
    List<BlobUrl> manifests) {
  public AgentFamily {
    requireNonNull(name, "name");
    requireNonNull(version, "version");
    requireNonNull(fromVersion, "fromVersion");
    requireNonNull(versionFromRsm, "versionFromRsm");
    requireNonNull(vmEnabledForRsmUpgrades, "vmEnabledForRsmUpgrades");
    manifests = List.copyOf(manifests);
  }
}
