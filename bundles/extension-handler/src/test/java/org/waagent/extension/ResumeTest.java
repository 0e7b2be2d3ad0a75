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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.goalstate.Handler;
import org.waagent.plugin.Plan;

/** An agent that stops at any moment loses nothing and does nothing twice. */
@Timeout(60)
class ResumeTest {
  private static final String NAME = "Acme.Web";

  /** Lines of a command that tells it began and ends when it is allowed to. */
  private static final String HELD =
      "touch %1$s/begun; i=0; while [ ! -f %1$s/go ] && [ $i -lt 1000 ]; do sleep 0.02; i=$((i+1)); done; ";

  private Agent agent;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    agent = new Agent(folder);
    agent.publish(NAME, "1.0.0", "2.0.0");
  }

  private static Handler wanted(String version, int sequenceNumber) {
    return handler(NAME, version, ENABLED, settings(NAME, sequenceNumber));
  }

  private void hold(String command, String version, String then) throws IOException {
    agent.behaviour(command, version, HELD.formatted(agent.notes) + then);
  }

  private void letGo() throws IOException {
    Files.writeString(agent.notes.resolve("go"), "");
  }

  /** Begins to process a goal state and stops as soon as the held command runs. */
  private void stopInTheMiddle(int number, Handler... handlers) throws Exception {
    Plan plan = agent.plan(Goals.extensions(number, false, List.of(), handlers));
    Thread lane = new Thread(() -> Agent.applyUntilStopped(plan));
    lane.start();
    Path begun = agent.notes.resolve("begun");
    for (int i = 0; i < 1000 && !Files.exists(begun); i++) {
      Thread.sleep(10);
    }
    lane.interrupt();
    lane.join();
    assertThat(begun).exists();
  }

  private Thread letGoSoon() {
    Thread thread =
        new Thread(
            () -> {
              try {
                Thread.sleep(300);
                letGo();
              } catch (InterruptedException | IOException e) {
                throw new AssertionError(e);
              }
            });
    thread.start();
    return thread;
  }

  @Test
  void waitsForAnInstallThatStillRuns() throws Exception {
    hold("install", "1.0.0", "");
    stopInTheMiddle(1, wanted("1.0.0", 1));
    agent.start();
    Thread helper = letGoSoon();
    assertThat(agent.process(1, wanted("1.0.0", 1))).isEmpty();
    helper.join();
    assertThat(agent.calls()).containsExactly("install 1.0.0 1", "enable 1.0.0 1");
  }

  @Test
  void readsHowAnInstallEndedMeanwhile() throws Exception {
    hold("install", "1.0.0", "touch " + agent.notes + "/over");
    stopInTheMiddle(1, wanted("1.0.0", 1));
    letGo();
    awaitEnd();
    agent.start();
    assertThat(agent.process(1, wanted("1.0.0", 1))).isEmpty();
    assertThat(agent.calls()).containsExactly("install 1.0.0 1", "enable 1.0.0 1");
  }

  private void awaitEnd() throws Exception {
    Path exit =
        agent
            .machine
            .directories()
            .state("extension-handler")
            .resolve("commands/" + NAME + "/exit");
    for (int i = 0; i < 1000 && !Files.exists(exit); i++) {
      Thread.sleep(10);
    }
    assertThat(exit).exists();
  }

  @Test
  void reportsAnAdoptedInstallThatFails() throws Exception {
    hold("install", "1.0.0", "exit 9");
    stopInTheMiddle(1, wanted("1.0.0", 1));
    agent.start();
    Thread helper = letGoSoon();
    assertThat(agent.process(1, wanted("1.0.0", 1))).hasSize(1);
    helper.join();
    assertThat(agent.calls()).containsExactly("install 1.0.0 1");
    assertThat(agent.statuses().get(0).code()).isEqualTo(1007);
  }

  @Test
  void triesAnInstallAgainThatFailedWhileNobodyWatched() throws Exception {
    hold(
        "install",
        "1.0.0",
        "[ -f " + agent.notes + "/once ] || { touch " + agent.notes + "/once; exit 9; }");
    stopInTheMiddle(1, wanted("1.0.0", 1));
    letGo();
    awaitEnd();
    agent.start();
    assertThat(agent.process(1, wanted("1.0.0", 1))).isEmpty();
    assertThat(agent.calls())
        .containsExactly("install 1.0.0 1", "install 1.0.0 1", "enable 1.0.0 1");
  }

  @Test
  void countsAnEnableThatStillRunsForTheNewStart() throws Exception {
    hold("enable", "1.0.0", "");
    stopInTheMiddle(1, wanted("1.0.0", 1));
    agent.start();
    Thread helper = letGoSoon();
    assertThat(agent.process(1, wanted("1.0.0", 1))).isEmpty();
    helper.join();
    assertThat(agent.calls()).containsExactly("install 1.0.0 1", "enable 1.0.0 1");
    assertThat(agent.statuses().get(0).state()).isEqualTo("Ready");
  }

  @Test
  void enablesOnceForTheNewStartWhereEnableEndedBefore() throws Exception {
    hold("enable", "1.0.0", "");
    stopInTheMiddle(1, wanted("1.0.0", 1));
    letGo();
    awaitEnd();
    agent.start();
    assertThat(agent.process(1, wanted("1.0.0", 1))).isEmpty();
    assertThat(agent.calls())
        .containsExactly("install 1.0.0 1", "enable 1.0.0 1", "enable 1.0.0 1");
  }

  @Test
  void enablesNothingAgainWhereOnlyTheBundleWasReplaced() throws Exception {
    hold("enable", "1.0.0", "");
    stopInTheMiddle(1, wanted("1.0.0", 1));
    letGo();
    awaitEnd();
    agent.replaced();
    assertThat(agent.process(1, wanted("1.0.0", 1))).isEmpty();
    assertThat(agent.calls()).containsExactly("install 1.0.0 1", "enable 1.0.0 1");
  }

  @Test
  void waitsForWhatRunsBeforeItFollowsANewGoalState() throws Exception {
    hold("install", "1.0.0", "");
    stopInTheMiddle(1, wanted("1.0.0", 1));
    agent.start();
    Thread helper = letGoSoon();
    assertThat(agent.process(2, wanted("2.0.0", 2))).isEmpty();
    helper.join();
    assertThat(agent.calls())
        .containsExactly(
            "install 1.0.0 1",
            "update 2.0.0 2",
            "uninstall 1.0.0 2",
            "install 2.0.0 2",
            "enable 2.0.0 2");
  }

  @Test
  void goesOnWithAnUpdateWhereItStopped() throws Exception {
    agent.process(1, wanted("1.0.0", 1));
    agent.calls();
    for (String command : List.of("update", "uninstall")) {
      hold(command, command.equals("update") ? "2.0.0" : "1.0.0", "");
      stopInTheMiddle(2, wanted("2.0.0", 2));
      letGo();
      awaitEnd();
      agent.start();
      Files.delete(agent.notes.resolve("go"));
      Files.delete(agent.notes.resolve("begun"));
    }
    assertThat(agent.process(2, wanted("2.0.0", 2))).isEmpty();
    assertThat(agent.calls())
        .containsExactly(
            "disable 1.0.0 2",
            "update 2.0.0 2",
            "uninstall 1.0.0 2",
            "install 2.0.0 2",
            "enable 2.0.0 2");
    assertThat(agent.environment("enable", "2.0.0"))
        .containsEntry("AZURE_GUEST_AGENT_UNINSTALL_CMD_EXIT_CODE", "0");
  }

  @Test
  void startsACommandAgainThatWasNotedButNeverBegun() throws Exception {
    agent.process(1, wanted("1.0.0", 1));
    agent.calls();
    Path journal =
        agent
            .machine
            .directories()
            .state("extension-handler")
            .resolve("handlers/" + NAME + ".json");
    String step =
        ", \"step\": {\"command\": \"enable\", \"version\": \"1.0.0\", \"settings\": \"\", "
            + "\"multiConfig\": false, \"sequenceNumber\": 1, \"pass\": {\"goalState\": "
            + "\"incarnation_1\", \"start\": \"start-1\"}, \"line\": \"x\", "
            + "\"deadline\": \"2026-01-02T03:09:05Z\", \"limit\": \"PT5M\"}}";
    String text = Files.readString(journal);
    Files.writeString(journal, text.substring(0, text.length() - 1) + step);
    agent.start();
    assertThat(agent.process(1, wanted("1.0.0", 1))).isEmpty();
    assertThat(agent.calls()).containsExactly("enable 1.0.0 1");
  }

  @Test
  void killsAnAdoptedCommandWhoseTimeIsOver() throws Exception {
    hold("install", "1.0.0", "");
    stopInTheMiddle(1, wanted("1.0.0", 1));
    agent.machine.clock().advance(Duration.ofSeconds(901));
    agent.start();
    assertThat(agent.process(1, wanted("1.0.0", 1))).hasSize(1);
    assertThat(agent.statuses().get(0).code()).isEqualTo(1011);
    assertThat(agent.calls()).containsExactly("install 1.0.0 1");
  }

  @Test
  void startsAfreshWhereAJournalIsSpoilt() throws Exception {
    agent.process(1, wanted("1.0.0", 1));
    Path state = agent.machine.directories().state("extension-handler");
    Files.writeString(state.resolve("handlers/" + NAME + ".json"), "{");
    Files.writeString(state.resolve("goal-state.json"), "[]");
    agent.start();
    assertThat(agent.process(1, wanted("1.0.0", 1))).isEmpty();
    assertThat(agent.calls())
        .containsExactly("install 1.0.0 1", "enable 1.0.0 1", "enable 1.0.0 1");
  }
}
