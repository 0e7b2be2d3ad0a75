// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.removal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waagent.plugin.Effect;
import org.waagent.plugin.Outcome;

/** Stopping the agent that runs. */
class AgentStopTest {
  @TempDir private Path root;
  private TestAgent agent;

  @BeforeEach
  void makeMachine() {
    agent = new TestAgent(root);
  }

  private void pidFile(String text) throws IOException {
    Path file = root.resolve("var/run/waagent.pid");
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void stopsTheServiceThatRuns() throws Exception {
    agent.running.add("waagent");
    assertThat(agent.stop().apply()).isEqualTo(Outcome.done());
    assertThat(agent.calls).containsExactly("stop waagent");
    assertThat(agent.stop().effects()).containsExactly(Effect.service("waagent"));
  }

  @Test
  void leavesAServiceAloneThatDoesNotRun() throws Exception {
    assertThat(agent.stop().apply()).isEqualTo(Outcome.done());
    assertThat(agent.calls).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/opt/jre/bin/java org.waagent.launcher.Main -daemon",
        "python3 -u /usr/sbin/waagent -daemon",
        "python3 -u bin/WALinuxAgent-2.15.0.1-py3.12.egg -run-exthandlers"
      })
  void endsAnAgentThatIsNoService(String line) throws Exception {
    pidFile("4711");
    agent.processes.put(4711L, List.of(line.split(" ")));
    assertThat(agent.stop().apply()).isEqualTo(Outcome.done());
    assertThat(agent.calls).containsExactly("end 4711");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tail -f /var/log/waagent", "sshd: daemon", "/usr/sbin/waagent status"})
  void leavesAnotherProgramAloneThatHasTheNumberNow(String line) throws Exception {
    pidFile("4711\n");
    agent.processes.put(4711L, List.of(line.split(" ")));
    assertThat(agent.stop().apply()).isEqualTo(Outcome.done());
    assertThat(agent.calls).isEmpty();
  }

  @Test
  void saysWhoStillRuns() throws Exception {
    pidFile("4711");
    agent.processes.put(4711L, List.of("/usr/sbin/waagent", "-daemon"));
    agent.immortal.add(4711L);
    assertThat(agent.stop().apply())
        .isEqualTo(
            new Outcome.Failed(AgentStop.STILL_RUNS, "the agent still runs as process 4711"));
  }

  @Test
  void aPidFileWithoutANumberNamesNobody() throws Exception {
    pidFile("-1");
    assertThat(agent.stop().apply()).isEqualTo(Outcome.done());
    assertThat(agent.calls).isEmpty();
  }
}
