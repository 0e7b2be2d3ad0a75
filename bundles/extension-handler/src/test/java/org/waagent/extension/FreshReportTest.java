// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waagent.extension.Goals.handler;
import static org.waagent.extension.Goals.settings;
import static org.waagent.goalstate.RequestedState.ENABLED;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.goalstate.Handler;
import org.waagent.plugin.ExtensionStatus;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Status;

/** What is reported is what is on disk at that moment, however long the work takes. */
@Timeout(120)
@Tag("V1")
class FreshReportTest {
  private static final Duration PERIOD = Duration.ofSeconds(6);
  private static final String FIRST = "Acme.First";
  private static final String SECOND = "Acme.Second";

  private Agent agent;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    agent = new Agent(folder);
    agent.publish(FIRST, "1.0.0");
    agent.publish(SECOND, "1.0.0");
  }

  private CompletableFuture<List<Outcome>> processing(Handler... handlers) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return agent.process(1, handlers);
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        });
  }

  private static Handler wanted(String name, int level) {
    return handler(name, "1.0.0", ENABLED, settings(name, 1, ENABLED, level));
  }

  private void waitFor(String file) throws InterruptedException {
    for (int i = 0; i < 3000 && !Files.exists(agent.notes.resolve(file)); i++) {
      Thread.sleep(10);
    }
    assertThat(agent.notes.resolve(file)).exists();
  }

  private void write(String state, String message) throws IOException {
    Path file = agent.lib.resolve(FIRST + "-1.0.0/status/1.status");
    String text =
        "[{\"status\": {\"status\": \"%s\", \"formattedMessage\": {\"lang\": \"en\", \"message\":"
            + " \"%s\"}}}]";
    agent
        .machine
        .files()
        .write(file, text.formatted(state, message).getBytes(), org.waagent.os.Mode.OWNER_ONLY);
  }

  private Status first() {
    return agent.statuses().get(0);
  }

  @Test
  void duringAnInstallOfFifteenMinutes() throws Exception {
    agent.behaviour(
        "install",
        "1.0.0",
        "touch %1$s/begun; i=0; while [ ! -f %1$s/go ] && [ $i -lt 6000 ]; do sleep 0.02; i=$((i+1)); done"
            .formatted(agent.notes));
    CompletableFuture<List<Outcome>> lane = processing(wanted(FIRST, 0));
    waitFor("begun");
    for (Duration at = Duration.ZERO; at.toMinutes() < 14; at = at.plus(PERIOD)) {
      agent.machine.clock().advance(PERIOD);
      assertThat(first().state()).isEqualTo("Installing");
    }
    Files.writeString(agent.notes.resolve("go"), "");
    assertThat(lane.get()).isEmpty();
    assertThat(first().state()).isEqualTo("Ready");
  }

  @Test
  void whileOthersWaitNinetyMinutesForIt() throws Exception {
    agent.behaviour("enable", "1.0.0", "touch %1$s/enabled".formatted(agent.notes));
    CompletableFuture<List<Outcome>> lane = processing(wanted(FIRST, 1), wanted(SECOND, 2));
    waitFor("enabled");
    for (int i = 0; i < 3000 && !first().state().equals("Ready"); i++) {
      Thread.sleep(10);
    }
    for (int round = 1; round < 89 * 60 / PERIOD.toSeconds(); round++) {
      // Its size differs from that before: the clock of a file system is coarse.
      String now = "round " + round + ".".repeat(round % 3);
      write("transitioning", now);
      agent.machine.clock().advance(PERIOD);
      ExtensionStatus told = first().extension().orElseThrow();
      assertThat(told.message()).contains(now);
      assertThat(told.state()).contains("transitioning");
    }
    write("success", "at last");
    assertThat(first().extension().orElseThrow().state()).contains("success");
    for (int i = 0; i < 3000 && !lane.isDone(); i++) {
      agent.machine.clock().advance(Duration.ofMillis(5));
      Thread.sleep(10);
    }
    assertThat(lane.get()).isEmpty();
    assertThat(agent.statuses()).extracting(Status::state).containsExactly("Ready", "Ready");
  }
}
