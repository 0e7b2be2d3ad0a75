// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waagent.extension.Goals.handler;
import static org.waagent.extension.Goals.settings;
import static org.waagent.goalstate.RequestedState.ENABLED;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.goalstate.Handler;

/** A handler that left the goal state is taken off by its own commands. */
@Timeout(120)
@Tag("D41")
class LeavingTest {
  private static final Handler GONE =
      handler("Acme.Old", "1.0.0", ENABLED, settings("Acme.Old", 3));
  private static final Handler STAYS =
      handler("Acme.New", "2.0.0", ENABLED, settings("Acme.New", 0));
  private static final String FOLDER = "Acme.Old-1.0.0";

  private Agent agent;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    agent = new Agent(folder);
    agent.publish("Acme.Old", "1.0.0", "1.1.0");
    agent.publish("Acme.New", "2.0.0");
    agent.process(1, GONE);
    agent.calls();
  }

  @Test
  void goesOnceWhatIsWantedIsThere() throws Exception {
    assertThat(agent.process(2, STAYS)).isEmpty();
    assertThat(agent.calls())
        .containsExactly(
            "install 2.0.0 0", "enable 2.0.0 0", "disable 1.0.0 3", "uninstall 1.0.0 3");
    assertThat(agent.lib.resolve(FOLDER)).doesNotExist();
    assertThat(agent.lib.resolve("state/extension-handler/handlers/Acme.Old.json")).doesNotExist();
    assertThat(agent.logs.resolve("Acme.Old/events")).isDirectory();
  }

  @Test
  void goesWhateverItsCommandsSay() throws Exception {
    agent.behaviour("disable", "1.0.0", "exit 3");
    agent.behaviour("uninstall", "1.0.0", "exit 4");
    assertThat(agent.process(2)).isEmpty();
    assertThat(agent.calls()).containsExactly("disable 1.0.0 3", "uninstall 1.0.0 3");
    assertThat(agent.lib.resolve(FOLDER)).doesNotExist();
    assertThat(agent.machine.log().lines())
        .anyMatch(line -> line.contains("Non-zero exit code: 3"));
  }

  @Test
  void whatIsNotInstalledOrFailedToUpgradeRunsNothing() throws Exception {
    agent.behaviour("update", "1.1.0", "exit 5");
    agent.process(2, handler("Acme.Old", "1.1.0", ENABLED, settings("Acme.Old", 4)));
    assertThat(agent.text("Acme.Old-1.1.0/config/HandlerState")).isEqualTo("FailedUpgrade");
    agent.calls();
    agent.process(3);
    assertThat(agent.calls()).noneMatch(call -> call.contains("1.1.0"));
    assertThat(agent.lib.resolve("Acme.Old-1.1.0")).doesNotExist();
    assertThat(agent.lib.resolve(FOLDER)).doesNotExist();
  }

  @Test
  @Tag("D38")
  void staysWhereExtensionsAreSwitchedOff() throws Exception {
    agent.config = Agent.config(false, true);
    agent.replaced();
    agent.process(2, STAYS);
    assertThat(agent.calls()).isEmpty();
    assertThat(agent.lib.resolve(FOLDER)).isDirectory();
  }

  @Test
  void staysWhereANewerGoalStateWaits() throws Exception {
    var plan = agent.plan(Goals.extensions(2, false, List.of()));
    agent.plugin().overtaken();
    Agent.apply(plan);
    assertThat(agent.calls()).isEmpty();
    assertThat(agent.lib.resolve(FOLDER)).isDirectory();
    agent.process(3, GONE);
    assertThat(agent.calls()).containsExactly("enable 1.0.0 3");
  }

  @Test
  void goesOnWhereTheAgentWasStopped() throws Exception {
    for (String command : List.of("disable", "uninstall")) {
      agent.behaviour(
          command,
          "1.0.0",
          "touch %1$s/%2$s; while [ ! -f %1$s/go ]; do sleep 0.02; done"
              .formatted(agent.notes, command));
      Thread lane = agent.processAside(Goals.extensions(2, false, List.of()));
      Agent.until(() -> Files.exists(agent.notes.resolve(command)));
      lane.interrupt();
      lane.join();
      Path exit = agent.lib.resolve("state/extension-handler/commands/Acme.Old/exit");
      Files.writeString(agent.notes.resolve("go"), "");
      Agent.until(() -> Files.exists(exit));
      Files.delete(agent.notes.resolve("go"));
      agent.noBehaviour(command, "1.0.0");
      agent.start();
    }
    assertThat(agent.process(2)).isEmpty();
    assertThat(agent.calls()).containsExactly("disable 1.0.0 3", "uninstall 1.0.0 3");
    assertThat(agent.lib.resolve(FOLDER)).doesNotExist();
  }
}
