// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.os.Recorded;
import org.waagent.os.Result;

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
