// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.os.Recorded;
import org.waagent.os.RecordedCommand;
import org.waagent.os.Result;
import org.waagent.os.Shell;

class RecorderTest extends RecordedContract {
  @TempDir private Path root;

  @Override
  TestMachine machine() {
    return TestMachine.at(root);
  }

  private Process agent(String line) throws Exception {
    Process agent =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin/java").toString(),
                    "-Xshare:auto",
                    "-cp",
                    System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path")),
                    StartAndStay.class.getName(),
                    root.toString(),
                    line))
            .redirectErrorStream(true)
            .start();
    try (BufferedReader reader = agent.inputReader()) {
      assertThat(reader.readLine()).isEqualTo("started");
    }
    return agent;
  }

  private void outlives(Process agent, Runnable end) throws Exception {
    Processes.awaitFile(root.resolve("work/begun"));
    end.run();
    agent.waitFor();
    Recorded one = machine().shell().adopt(Path.of("/records/one")).orElseThrow();
    assertThat(one.isRunning()).isTrue();
    Files.writeString(root.resolve("work/go"), "");
    assertThat(one.await(Duration.ofSeconds(20)))
        .isInstanceOfSatisfying(
            Result.Exited.class,
            exited -> {
              assertThat(exited.code()).isEqualTo(9);
              assertThat(exited.output().stdout()).isEqualTo("one\ntwo\n");
            });
  }

  private static final String LINE =
      "echo one; echo x >begun; while ! [ -e go ]; do sleep 0.05; done; echo two; exit 9";

  /** What a kill of the agent right after the start of a recorder looks like on a busy machine. */
  @Test
  void aRecorderThatIsLateDoesNotRunBesideItsSuccessor() throws Exception {
    Path programs = Files.createDirectories(root.resolve("programs"));
    Path slow = programs.resolve("setsid");
    Files.writeString(
        slow, "#!/bin/sh\nwhile ! [ -e '" + root + "/late' ]; do sleep 0.02; done\nexec \"$@\"\n");
    assertThat(slow.toFile().setExecutable(true)).isTrue();
    Files.createDirectories(root.resolve("work"));
    Root rooted = new Root(root);
    Shell first =
        new ProcessShell(rooted, new RootedFiles(rooted), new Programs(programs.toString()));
    Recorded late = first.start(command("echo late >>ran"));

    Shell second = machine().shell();
    assertThat(second.adopt(Path.of("/records/one"))).isEmpty();
    Recorded successor = second.start(command("echo second >>ran; exit 6"));
    assertThat(successor.await(Duration.ofSeconds(20))).isInstanceOf(Result.Exited.class);
    Files.writeString(root.resolve("late"), "");
    assertThat(late.await(Duration.ofSeconds(20)).isSuccess()).isFalse();

    assertThat(root.resolve("work/ran")).hasContent("second");
    assertThat(root.resolve("records/one/exit")).hasContent("6");
  }

  private static RecordedCommand command(String line) {
    return new RecordedCommand(line, Map.of(), Path.of("/work"), Path.of("/records/one"));
  }

  @Test
  void aCommandOutlivesAnAgentThatIsKilled() throws Exception {
    Process agent = agent(LINE);
    outlives(agent, agent::destroyForcibly);
  }

  @Test
  void aCommandOutlivesAnAgentThatStops() throws Exception {
    Process agent = agent(LINE);
    outlives(agent, agent::destroy);
  }
}
