// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waagent.extension.Goals.handler;
import static org.waagent.extension.Goals.settings;
import static org.waagent.goalstate.RequestedState.ENABLED;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.goalstate.Handler;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Status;

/** What Azure is told, also while something is going on. */
@Timeout(60)
class ReportTest {
  private static final String NAME = "Acme.Web";

  private Agent agent;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    agent = new Agent(folder);
    agent.publish(NAME, "1.0.0", "2.0.0");
  }

  @AfterEach
  void stop() {
    agent.plugin().stop();
  }

  private static Handler wanted(String version, int sequenceNumber) {
    return handler(NAME, version, ENABLED, settings(NAME, sequenceNumber));
  }

  private void waitFor(String file) throws InterruptedException {
    for (int i = 0; i < 1000 && !Files.exists(agent.notes.resolve(file)); i++) {
      Thread.sleep(10);
    }
    assertThat(agent.notes.resolve(file)).exists();
  }

  private CompletableFuture<List<Outcome>> processing(int number, Handler handler) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return agent.process(number, handler);
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        });
  }

  @Test
  void isThereWhileACommandRuns() throws Exception {
    String held =
        "touch %1$s/begun; i=0; while [ ! -f %1$s/go ] && [ $i -lt 1000 ]; do sleep 0.02; i=$((i+1)); done"
            .formatted(agent.notes);
    agent.behaviour("install", "1.0.0", held);
    CompletableFuture<List<Outcome>> lane = processing(1, wanted("1.0.0", 1));
    waitFor("begun");
    assertThat(agent.statuses()).hasSize(1);
    assertThat(agent.statuses().get(0).state()).isEqualTo("Installing");
    assertThat(agent.plugin().report().goalState()).isEmpty();
    Files.writeString(agent.notes.resolve("go"), "");
    assertThat(lane.get()).isEmpty();
    assertThat(agent.statuses().get(0).state()).isEqualTo("Ready");
  }

  @Test
  void doesNotTellAFormerFailureWhileItTriesAgain() throws Exception {
    agent.behaviour("enable", "1.0.0", "exit 3");
    agent.process(1, wanted("1.0.0", 1));
    assertThat(agent.statuses().get(0).code()).isEqualTo(1009);
    agent.behaviour(
        "enable",
        "1.0.0",
        "touch %1$s/begun; i=0; while [ ! -f %1$s/go ] && [ $i -lt 1000 ]; do sleep 0.02; i=$((i+1)); done"
            .formatted(agent.notes));
    CompletableFuture<List<Outcome>> lane = processing(2, wanted("1.0.0", 2));
    waitFor("begun");
    Status status = agent.statuses().get(0);
    assertThat(status.code()).isZero();
    assertThat(status.state()).isEqualTo("Installing");
    assertThat(agent.plugin().report().goalState().orElseThrow().svdSequenceNumber())
        .isEqualTo("1");
    Files.writeString(agent.notes.resolve("go"), "");
    assertThat(lane.get()).isEmpty();
  }

  @Test
  void keepsTheSettingsNumberOfTheGoalState() throws Exception {
    agent.behaviour(
        "enable", "1.0.0", "echo '[{\"status\": {\"status\": \"success\"}}]' > status/1.status");
    agent.process(1, wanted("1.0.0", 1));
    agent.process(2, wanted("1.0.0", 2));
    var extension = agent.statuses().get(0).extension().orElseThrow();
    assertThat(extension.sequenceNumber()).isEqualTo(2);
    assertThat(extension.state()).contains("transitioning");
  }

  @Test
  void asksForARoundWhenAnAwaitedStatusChanges() throws Exception {
    agent.process(1, wanted("1.0.0", 1));
    assertThat(agent.statuses().get(0).extension().orElseThrow().state()).contains("transitioning");
    Path file = agent.lib.resolve(NAME + "-1.0.0/status/1.status");
    Files.writeString(file, "[{\"status\": {\"status\": \"success\"}}]");
    for (int i = 0; i < 500 && agent.replans.isEmpty(); i++) {
      Thread.sleep(10);
    }
    assertThat(agent.replans).contains("extension-handler");
    assertThat(agent.statuses().get(0).extension().orElseThrow().state()).contains("success");
    agent.replans.clear();
    Files.writeString(file, "[{\"status\": {\"status\": \"success\", \"code\": 1}}]");
    Thread.sleep(500);
    assertThat(agent.replans).isEmpty();
    assertThat(agent.statuses().get(0).extension().orElseThrow().code()).isEqualTo("1");
  }

  @Test
  void tellsNothingBeforeTheFirstGoalStateOfAStart() throws Exception {
    agent.process(1, wanted("1.0.0", 1));
    agent.start();
    assertThat(agent.plugin().report().statuses()).isEmpty();
    assertThat(agent.plugin().report().goalState()).isEmpty();
  }

  @Test
  void tellsItAgainAfterTheBundleWasReplaced() throws Exception {
    agent.process(1, wanted("1.0.0", 1));
    agent.replaced();
    assertThat(agent.statuses()).hasSize(1);
    assertThat(agent.plugin().report().goalState()).isPresent();
    assertThat(agent.process(1, wanted("1.0.0", 1))).isEmpty();
    assertThat(agent.statuses()).hasSize(1);
    assertThat(agent.plugin().report().goalState().orElseThrow().svdSequenceNumber())
        .isEqualTo("1");
  }
}
