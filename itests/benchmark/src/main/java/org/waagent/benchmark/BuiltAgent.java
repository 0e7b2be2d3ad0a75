// SPDX-License-Identifier: Apache-2.0
package org.waagent.benchmark;

import java.nio.file.Path;
import org.waagent.agent.Agent;
import org.waagent.azurehost.AzureHost;

/** The agent of this tree, with default periods. */
record BuiltAgent(Path installation) implements Subject {
  @Override
  public String name() {
    return "agent";
  }

  @Override
  public AzureHost host() {
    return AzureHost.start();
  }

  @Override
  public Running again(AzureHost host, Path folder) {
    return start(host, folder);
  }

  @Override
  public Running start(AzureHost host, Path folder) {
    Agent agent = Agent.in(installation, folder, host.confLines()).start();
    return new Running() {
      @Override
      public long pid() {
        return agent.process().pid();
      }

      @Override
      public void close() {
        agent.stop();
      }
    };
  }
}
