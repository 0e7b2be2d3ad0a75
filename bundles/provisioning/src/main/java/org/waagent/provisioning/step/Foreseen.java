// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.step;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.waagent.plugin.Change;
import org.waagent.plugin.Outcome;

/**
 * A step that is told before it can be made.
 *
 * @param id of the step
 * @param description for people, with what it depends on
 */
record Foreseen(String id, String description, List<String> buildsOn) implements Change {
  Foreseen {
    requireNonNull(id, "id");
    requireNonNull(description, "description");
    buildsOn = List.copyOf(buildsOn);
  }

  /** What comes before the steps. */
  static Foreseen note(String text) {
    return new Foreseen(text, text, List.of());
  }

  @Override
  public Outcome apply() {
    throw new IllegalStateException("only foreseen: " + id);
  }
}
