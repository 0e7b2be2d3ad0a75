// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.remote;

import java.io.IOException;
import java.util.function.Function;
import org.waagent.plugin.Change;
import org.waagent.plugin.Outcome;

/**
 * A change of one account; what fails concerns no other.
 *
 * @param id as in {@link Change#id}
 * @param action what it does
 * @param failed what a failure comes to
 */
record AccountChange(String id, Action action, Function<String, Outcome> failed) implements Change {
  @Override
  public Outcome apply() throws Exception {
    try {
      action.run();
      return Outcome.done();
    } catch (IOException | IllegalArgumentException e) {
      return failed.apply(id + ": " + e.getMessage());
    }
  }
}
