// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.removal;

import java.util.List;
import org.waagent.machine.TestMachine;
import org.waagent.os.Machine;
import org.waagent.os.Processes;
import org.waagent.os.Services;
import org.waagent.plugin.Plugin;

/** Removal plans of a machine that is a folder, on which no process runs. */
public final class TestPlans {
  private TestPlans() {}

  /**
   * @param keep the key {@code Deprovision.Keep}
   */
  public static RemovalPlans of(
      TestMachine machine, Machine facts, Services services, String keep, List<Plugin> plugins) {
    Processes none = new TestAgent(machine);
    AgentStop stop = new AgentStop(facts, services, none, machine.files(), machine.directories());
    OwnTraces own =
        new OwnTraces(machine.files(), machine.directories(), new OwnFolders(List.of()), stop);
    return new RemovalPlans(new Planner(plugins, own), facts, keep);
  }
}
