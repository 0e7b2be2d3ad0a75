// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.waagent.os.Processes;

/** Processes that this test starts. */
class LocalProcessesTest {
  private final Processes processes = new LocalProcesses();
  private Process child;

  private long start(String script) throws IOException {
    child = new ProcessBuilder("/bin/sh", "-c", script, "marker").start();
    // It tells a line once it is set up.
    child.getInputStream().read();
    return child.pid();
  }

  @AfterEach
  void kill() {
    child.destroyForcibly();
  }

  @Test
  void tellsTheWordsAProcessWasStartedWith() throws Exception {
    long id = start("echo; sleep 60 & wait");
    assertThat(processes.commandLine(id))
        .containsExactly("/bin/sh", "-c", "echo; sleep 60 & wait", "marker");
  }

  @Test
  void asksBeforeItKills() throws Exception {
    long id = start("trap 'exit 7' TERM; echo; while :; do sleep 0.1; done");
    assertThat(processes.end(id, Duration.ofSeconds(30))).isTrue();
    assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(child.exitValue()).isEqualTo(7);
    assertThat(processes.commandLine(id)).isEmpty();
  }

  @Test
  void killsWhatDoesNotListen() throws Exception {
    long id = start("trap '' TERM; echo; while :; do sleep 0.1; done");
    assertThat(processes.end(id, Duration.ofMillis(50))).isTrue();
    assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void whatIsGoneIsEndedAndTheAgentItselfIsNot() throws Exception {
    long id = start("echo");
    assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(processes.end(id, Duration.ofSeconds(1))).isTrue();
    assertThat(processes.end(ProcessHandle.current().pid(), Duration.ZERO)).isFalse();
  }
}
