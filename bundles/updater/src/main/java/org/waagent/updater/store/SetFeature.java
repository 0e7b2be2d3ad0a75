// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.store;

import static java.util.Objects.requireNonNull;

/**
 * A feature that is part of a set.
 *
 * @param name for example {@code standard}
 * @param version of it
 * @param kind {@code agent} or {@code partner}
 */
public record SetFeature(String name, String version, String kind) {
  /** The agent itself. */
  public static final String AGENT = "agent";

  /** Somebody else's. */
  public static final String PARTNER = "partner";

  public SetFeature {
    requireNonNull(name, "name");
    requireNonNull(version, "version");
    requireNonNull(kind, "kind");
  }

  /** Whether it is the agent itself. */
  public boolean isAgent() {
    return kind.equals(AGENT);
  }

  /** Name and version as they are told: {@code standard-3.0.0}. */
  public String fullName() {
    return name + "-" + version;
  }
}
