// SPDX-License-Identifier: Apache-2.0
package org.waagent.plugin;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a plugin would do, without having done it.
 *
 * @param changes in the order to apply them
 * @param settled the outcome once every change was made, and at once where there is none
 */
public record Plan(List<Change> changes, Outcome settled) {
  public Plan {
    changes = List.copyOf(changes);
    requireNonNull(settled, "settled");
  }

  /** Nothing to do: what is wanted is there. */
  public static Plan nothing() {
    return new Plan(List.of(), Outcome.done());
  }

  /** Nothing to do, for a reason the outcome tells. */
  public static Plan nothing(Outcome settled) {
    return new Plan(List.of(), settled);
  }

  /** Changes that, once made, leave nothing to wish for. */
  public static Plan of(Change... changes) {
    return new Plan(List.of(changes), Outcome.done());
  }

  /** Whether there is nothing to change. */
  public boolean isEmpty() {
    return changes.isEmpty();
  }
}
