// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waagent.extension.Goals.handler;
import static org.waagent.extension.Goals.settings;
import static org.waagent.goalstate.RequestedState.ENABLED;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.plugin.Removal;

/** What goes with the machine's identity. */
class RemovalTest {
  private static final String FOLDER = "Acme.Web-1.0.0";

  private Agent agent;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    agent = new Agent(folder);
    agent.publish("Acme.Web", "1.0.0");
    agent.process(1, handler("Acme.Web", "1.0.0", ENABLED, settings("Acme.Web", 1)));
    Files.writeString(agent.lib.resolve(FOLDER + "/mrseq"), "1");
  }

  private Path state() {
    return agent.machine.directories().state("extension-handler");
  }

  @Test
  void takesEverythingOutOfAnImage() throws Exception {
    Agent.apply(agent.plugin().removal(Removal.DEPROVISION));
    assertThat(agent.lib.resolve(FOLDER)).doesNotExist();
    assertThat(agent.logs).isEmptyDirectory();
    assertThat(state()).doesNotExist();
  }

  @Test
  void forgetsWhatAFormerMachineWasTold() throws Exception {
    Agent.apply(agent.plugin().removal(Removal.VM_CHANGED));
    assertThat(agent.lib.resolve(FOLDER + "/HandlerManifest.json")).exists();
    assertThat(agent.lib.resolve(FOLDER + "/mrseq")).doesNotExist();
    assertThat(agent.lib.resolve(FOLDER + "/config/1.settings")).doesNotExist();
    assertThat(agent.lib.resolve(FOLDER + "/config/HandlerStatus")).doesNotExist();
    assertThat(agent.lib.resolve(FOLDER + "/config/HandlerState")).exists();
  }

  @Test
  void leavesHandlersWhereTheAgentGoes() throws IOException, Exception {
    Agent.apply(agent.plugin().removal(Removal.UNINSTALL));
    assertThat(agent.lib.resolve(FOLDER + "/config/1.settings")).exists();
    assertThat(state()).doesNotExist();
  }
}
