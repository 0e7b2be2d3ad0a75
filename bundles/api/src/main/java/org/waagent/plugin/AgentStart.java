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

  /**
   * Property, set to {@code true}, of the service by which the launcher tells what its part of the
   * start took: a {@code java.util.function.Supplier} of a list of lines, each with four fields
   * parted by tabs: name, begin and end as {@code System.nanoTime()} counts, and {@code done} or
   * {@code failed}.
   */
  public static final String PHASES = "org.waagent.start.phases";

  public AgentStart {
    requireNonNull(id, "id");
  }
}
