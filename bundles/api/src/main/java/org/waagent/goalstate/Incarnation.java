// SPDX-License-Identifier: Apache-2.0
package org.waagent.goalstate;

import static java.util.Objects.requireNonNull;

/**
 * The number of a goal state, compared for equality only.
 *
 * @param text as the wire server sent it, for example {@code 1}
 */
public record Incarnation(String text) {
  public Incarnation {
    requireNonNull(text, "text");
  }

  @Override
  public String toString() {
    return text;
  }
}
