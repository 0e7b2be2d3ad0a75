// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.command;

import static java.util.Objects.requireNonNull;

/**
 * One processing of a goal state. The same goal state is processed once more after the agent
 * started anew.
 *
 * @param goalState its id
 * @param start id of the agent's start
 */
public record PassId(String goalState, String start) {
  public PassId {
    requireNonNull(goalState, "goalState");
    requireNonNull(start, "start");
  }
}
