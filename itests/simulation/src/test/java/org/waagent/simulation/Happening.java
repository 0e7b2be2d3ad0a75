// SPDX-License-Identifier: Apache-2.0
package org.waagent.simulation;

import java.time.Duration;
import java.util.Objects;

/**
 * Something that is done to the agent's world.
 *
 * @param at time since the start
 * @param what for who reads why a test failed
 */
record Happening(Duration at, String what, Runnable deed) {
  Happening {
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(what, "what");
    Objects.requireNonNull(deed, "deed");
  }

  @Override
  public String toString() {
    return "%d:%02d:%02d %s".formatted(at.toHours(), at.toMinutesPart(), at.toSecondsPart(), what);
  }
}
