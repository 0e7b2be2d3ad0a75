// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.verb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.machine.TestConsole;
import org.waagent.machine.TestMachine;
import org.waagent.os.Mode;
import org.waagent.plugin.Check.Severity;

class WithoutDaemonTest {
  private static final String LAST =
      "{\"version\":\"3.0.0\",\"at\":\"2026-01-02T03:04:05Z\",\"settled\":true,\"failed\":false,"
          + "\"goalState\":{\"id\":\"incarnation_5\"},\"polls\":{},\"report\":{},\"ready\":{}}";

  @TempDir Path root;
  private TestMachine machine;
  private LatestSource source;
  private final TestConsole console = TestConsole.ofDaemon();

  @BeforeEach
  void build() {
    machine = TestMachine.at(root);
    source = new LatestSource(Optional.empty(), machine.directories(), machine.files());
    machine.clock().advance(Duration.ofMinutes(3));
  }

  @Test
  void statusShowsTheLastStateWithItsAgeAndAnExitCodeOfItsOwn() throws Exception {
    leave(LAST);
    assertThat(status(List.of())).isEqualTo(4);
    assertThat(console.lines().get(0))
        .isEqualTo(
            "! no agent is running; this is the last state, of 2026-01-02T03:04:05Z, 3 min ago");
    assertThat(console.lines()).contains("Agent:       3.0.0", "Settled:     yes");
  }

  @Test
  void statusAsJsonKeepsStandardOutputClean() throws Exception {
    leave(LAST);
    assertThat(status(List.of("--json", "--wait=1"))).isEqualTo(4);
    assertThat(console.lines()).hasSize(2).last().isEqualTo("" + LAST);
  }

  @Test
  void statusSaysSoWhereThereIsNoState() throws Exception {
    assertThat(status(List.of())).isEqualTo(4);
    assertThat(console.lines()).containsExactly("! no agent is running, and none has left a state");
  }

  @Test
  void statusRefusesWordsItDoesNotKnow() throws Exception {
    assertThat(status(List.of("--wiat"))).isEqualTo(2);
    assertThat(status(List.of("--wait=soon"))).isEqualTo(2);
    assertThat(status(List.of("--wait=999999"))).isEqualTo(2);
    assertThat(console.lines()).allMatch(line -> line.startsWith("! usage: waagent status"));
  }

  @Test
  void aStateThatMakesNoSenseIsAnErrorAndNoCrash() throws Exception {
    leave("{\"version");
    assertThatThrownBy(() -> status(List.of()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("makes no sense");
  }

  @Test
  void checksSayThatNoAgentRuns() throws Exception {
    leave(LAST);
    assertThat(new GoalStateCheck(source, machine.clock()).look().severity())
        .isEqualTo(Severity.WARNING);
    assertThat(new GoalStateCheck(source, machine.clock()).look().cause())
        .isEqualTo(
            "no agent is running; the last one, 3 min ago, had the goal state incarnation_5");
    assertThat(new StatusAcceptedCheck(source, machine.clock()).look().cause())
        .startsWith("no agent is running");
  }

  @Test
  void theRoomOnTheDiskIsToldAnyway() throws Exception {
    assertThat(new DiskSpaceCheck(machine.directories(), machine.files()).look().cause())
        .matches("\\d+ MiB free for /var/lib/waagent");
  }

  private int status(List<String> arguments) throws Exception {
    return new StatusVerb(source, machine.clock()).run(arguments, console);
  }

  private void leave(String text) throws Exception {
    Path folder = machine.directories().state("core");
    machine.files().makeFolder(folder, Mode.OWNER_FOLDER);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    machine.files().write(folder.resolve("status.json"), bytes, Mode.OWNER_ONLY);
  }
}
