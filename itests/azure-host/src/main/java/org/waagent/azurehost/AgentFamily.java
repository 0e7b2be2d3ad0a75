// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A family of guest agents and what it offers.
 *
 * @param version the version asked for, when one is
 * @param fromRsm whether the release manager asked for it; left out of the documents when empty
 * @param rsmEnabled whether the VM takes part in managed upgrades; left out when empty
 * @param packages by version
 */
public record AgentFamily(
    String name,
    Optional<String> version,
    Optional<Boolean> fromRsm,
    Optional<Boolean> rsmEnabled,
    Map<String, ExtensionPackage> packages) {
  public AgentFamily {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(version, "version");
    packages = Collections.unmodifiableMap(new LinkedHashMap<>(packages));
  }

  /** A family that asks for nothing and offers nothing. */
  public static AgentFamily named(String name) {
    return new AgentFamily(name, Optional.empty(), Optional.empty(), Optional.empty(), Map.of());
  }

  /** Asks for a version as the release manager does. */
  public AgentFamily asking(String otherVersion) {
    return new AgentFamily(
        name, Optional.of(otherVersion), Optional.of(true), Optional.of(true), packages);
  }

  public AgentFamily publishing(String otherVersion, ExtensionPackage content) {
    Map<String, ExtensionPackage> more = new LinkedHashMap<>(packages);
    more.put(otherVersion, content);
    return new AgentFamily(name, version, fromRsm, rsmEnabled, more);
  }
}
