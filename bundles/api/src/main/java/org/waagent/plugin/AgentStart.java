// SPDX-License-Identifier: Apache-2.0
package org.waagent.plugin;

import static java.util.Objects.requireNonNull;

/**
 * One start of the agent's process. Replacing bundles keeps it; a restart of the process makes a
 * new one, and with it the platform's contract asks to enable every extension once more.
 *
 * @param id unique text
 */
public record AgentStart(String id) {
  /** Framework property in which the launcher gives the id. */
  public static final String PROPERTY = "org.waagent.start";

  public AgentStart {
    requireNonNull(id, "id");
  }
}
