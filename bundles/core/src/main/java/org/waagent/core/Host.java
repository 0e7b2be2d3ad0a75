// SPDX-License-Identifier: Apache-2.0
package org.waagent.core;

import org.waagent.host.GoalStateSource;
import org.waagent.host.HealthSink;
import org.waagent.host.StatusSink;

/** The three ports to Azure the core needs; their bundle may be replaced while the agent runs. */
final class Host {
  private final Slot<GoalStateSource> goalStates = new Slot<>("goal states");
  private final Slot<StatusSink> status = new Slot<>("a way for the status");
  private final Slot<HealthSink> health = new Slot<>("a way for the health report");

  Slot<GoalStateSource> goalStates() {
    return goalStates;
  }

  Slot<StatusSink> status() {
    return status;
  }

  Slot<HealthSink> health() {
    return health;
  }
}
