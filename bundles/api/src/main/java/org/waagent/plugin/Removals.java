// SPDX-License-Identifier: Apache-2.0
package org.waagent.plugin;

import org.osgi.annotation.versioning.ProviderType;

/** Has the removal plans of all plugins done. The core provides it as a service. */
@ProviderType
public interface Removals {
  /**
   * Has every plugin take away what a scope says, each on its own lane before it plans next; also
   * one that comes later in this start of the agent, and those that are not asked while the agent
   * rests. Returns once that is noted: if the agent is killed, its successor goes on.
   *
   * @param scope how much goes
   * @param why for people
   * @throws java.io.UncheckedIOException if it can't be noted; then nothing has begun
   */
  void begin(Removal scope, String why);
}
