// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.waagent.extension.Goals.handler;
import static org.waagent.extension.Goals.settings;
import static org.waagent.goalstate.RequestedState.ENABLED;
import static org.waagent.goalstate.RequestedState.UNINSTALL;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.goalstate.ExtensionsGoalState;
import org.waagent.goalstate.Handler;
import org.waagent.goalstate.Incarnation;
import org.waagent.plugin.GoalStateStatus;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Status;

/** Goal states that are not simply carried out. */
@Timeout(60)
class ModeTest {
  private static final String NAME = "Acme.Web";
  private static final Handler WANTED = handler(NAME, "1.0.0", ENABLED, settings(NAME, 1));

  private Agent agent;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    agent = new Agent(folder);
    agent.publish(NAME, "1.0.0");
  }

  private GoalStateStatus told() {
    return agent.plugin().report().goalState().orElseThrow();
  }

  @Test
  void tellsThatAGoalStateWasExecuted() throws Exception {
    assertThat(agent.plugin().report().goalState()).isEmpty();
    agent.process(7, WANTED);
    assertThat(told().message()).isEqualTo("GoalState executed successfully");
    assertThat(told().svdSequenceNumber()).isEqualTo("7");
    assertThat(told().code()).isZero();
  }

  @Test
  @Tag("D37")
  void refusesAGoalStateThatRequiresUnknownFeatures() throws Exception {
    agent.process(1, WANTED);
    agent.calls();
    agent.process(Goals.extensions(2, false, List.of("TimeTravel")));
    assertThat(agent.calls()).isEmpty();
    assertThat(told().success()).isFalse();
    assertThat(told().code()).isEqualTo(2001);
    assertThat(told().message()).contains("TimeTravel");
    Status onDisk = agent.statuses().get(0);
    assertThat(onDisk.name()).isEqualTo(NAME);
    assertThat(onDisk.extension().orElseThrow().sequenceNumber()).isEqualTo(1);
  }

  @Test
  @Tag("D37")
  void touchesNothingOfARefusedGoalStateAndFollowsTheNextOne() throws Exception {
    agent.process(1, WANTED);
    agent.calls();
    Handler other = handler("Acme.Other", "1.0.0", ENABLED, settings("Acme.Other", 1));
    agent.process(Goals.extensions(2, false, List.of("TimeTravel"), other));
    assertThat(agent.lib.resolve(NAME + "-1.0.0")).exists();
    assertThat(agent.statuses()).extracting(Status::name).containsExactly(NAME);
    assertThat(agent.statuses().get(0).state()).isEqualTo("Ready");
    agent.process(3, WANTED);
    assertThat(told().success()).isTrue();
    assertThat(agent.calls()).containsExactly("enable 1.0.0 1");
  }

  @Test
  void tellsOfAGoalStateNobodyCouldProcess() throws Exception {
    agent.process(1, WANTED);
    Path handlers = agent.lib.resolve("state/extension-handler/handlers");
    Path aside = handlers.resolveSibling("aside");
    Files.move(handlers, aside);
    Files.createSymbolicLink(handlers, handlers);
    assertThatThrownBy(() -> agent.plan(Goals.extensions(2, false, List.of(), WANTED)))
        .isInstanceOf(Exception.class);
    assertThat(told().success()).isFalse();
    assertThat(told().code()).isEqualTo(-1);
    assertThat(told().svdSequenceNumber()).isEqualTo("2");
    Files.delete(handlers);
    Files.move(aside, handlers);
    agent.process(3, WANTED);
    assertThat(told().success()).isTrue();
  }

  @Test
  @Tag("D40")
  void keepsEventsAndLogsOfAHandlerThatIsUninstalled() throws Exception {
    agent.process(1, WANTED);
    Path event = agent.logs.resolve(NAME + "/events/1.json");
    Files.writeString(event, "{}");
    agent.process(2, handler(NAME, "1.0.0", UNINSTALL));
    assertThat(agent.lib.resolve(NAME + "-1.0.0")).doesNotExist();
    assertThat(event).exists();
    assertThat(agent.logs.resolve(NAME + "/CommandExecution.log")).isNotEmptyFile();
  }

  @Test
  void acceptsTheFeatureItBrings() throws Exception {
    agent.process(Goals.extensions(2, false, List.of("MultipleExtensionsPerHandler"), WANTED));
    assertThat(agent.calls()).hasSize(2);
  }

  @Test
  @Tag("D36")
  void doesNothingWhileThePlatformHoldsTheMachine() throws Exception {
    agent.process(Goals.extensions(1, true, List.of(), WANTED));
    assertThat(agent.calls()).isEmpty();
    assertThat(agent.statuses()).isEmpty();
    assertThat(agent.plan(Goals.extensions(1, true, List.of(), WANTED)).isEmpty()).isTrue();
    agent.process(Goals.extensions(2, false, List.of(), WANTED));
    assertThat(agent.calls()).hasSize(2);
  }

  @Test
  @Tag("D36")
  void doesNotHeedTheHoldWhereItIsSwitchedOff() throws Exception {
    agent.config = Agent.config(true, false);
    agent.start();
    agent.process(Goals.extensions(1, true, List.of(), WANTED));
    assertThat(agent.calls()).hasSize(2);
  }

  @Test
  @Tag("D38")
  @Tag("V7")
  void reportsEachExtensionWhereExtensionsAreSwitchedOff() throws Exception {
    agent.process(1, WANTED);
    agent.calls();
    agent.config = Agent.config(false, true);
    agent.start();
    agent.process(2, WANTED, handler("Acme.Old", "1.0", UNINSTALL));
    assertThat(agent.calls()).isEmpty();
    String message =
        "Extension 'Acme.Web' will not be processed since extension processing is disabled. To"
            + " enable extension processing, set Extensions.Enabled=y in '/etc/waagent.conf'";
    Status status = agent.statuses().get(0);
    assertThat(status.code()).isEqualTo(1009);
    assertThat(status.message()).contains(message);
    assertThat(status.extension().orElseThrow().state()).contains("error");
    assertThat(status.extension().orElseThrow().code()).isEqualTo("1009");
    assertThat(agent.text(NAME + "-1.0.0/status/1.status"))
        .isEqualTo(
            "[{\"version\": 1.0, \"timestampUTC\": \"2026-01-02T03:04:05Z\", \"status\": {\"name\":"
                + " \"Acme.Web\", \"operation\": \"ExtensionProcessing\", \"status\": \"error\","
                + " \"code\": 1009, \"formattedMessage\": {\"lang\": \"en-US\", \"message\": \""
                + message
                + "\"}}}]");
    assertThat(agent.statuses().get(1).code()).isEqualTo(1010);
    assertThat(agent.text(NAME + "-1.0.0/config/HandlerState")).isEqualTo("Enabled");
  }

  @Test
  @Tag("D8")
  void doesNotFollowAnOutdatedGoalStateNorAnEmptyOne() throws Exception {
    agent.process(1, WANTED);
    agent.calls();
    assertThat(agent.process(ExtensionsGoalState.empty(new Incarnation("9")))).isEmpty();
    assertThat(agent.lib.resolve(NAME + "-1.0.0")).exists();
    ExtensionsGoalState now = Goals.extensions(3, false, List.of(), WANTED);
    ExtensionsGoalState old =
        new ExtensionsGoalState(
            now.id(),
            now.source(),
            now.createdOn(),
            now.svdSequenceNumber(),
            now.activityId(),
            now.correlationId(),
            now.statusBlob(),
            now.requiredFeatures(),
            now.onHold(),
            now.agentFamilies(),
            now.handlers(),
            true);
    assertThat(agent.plan(old).isEmpty()).isTrue();
    assertThat(agent.plan(old).settled()).isInstanceOf(Outcome.NotApplicable.class);
  }

  @Test
  void failsOnlyTheHandlerWhoseEntryMakesNoSense() throws Exception {
    Handler bad =
        new Handler(
            new org.waagent.goalstate.HandlerName("Acme.Bad"),
            "1.0.0",
            ENABLED,
            List.of(),
            java.util.Optional.empty(),
            false,
            List.of(),
            java.util.Optional.of("Unknown ext handler state:sideways"));
    agent.process(1, bad, WANTED);
    assertThat(agent.calls()).hasSize(2);
    Status status = agent.statuses().get(0);
    assertThat(status.code()).isEqualTo(-1);
    assertThat(status.message())
        .contains(
            "Ran into config errors: Unknown ext handler state:sideways. \nPlease retry again as"
                + " another operation with updated settings");
  }

  @Test
  @Tag("D40")
  void rewritesTheEnvironmentOfEveryHandlerAtAStart() throws Exception {
    agent.process(1, WANTED);
    Path file = agent.lib.resolve(NAME + "-1.0.0/HandlerEnvironment.json");
    String text = Files.readString(file);
    Files.writeString(file, "spoilt");
    agent.start();
    agent.process(Goals.extensions(2, true, List.of(), WANTED));
    assertThat(Files.readString(file)).isEqualTo(text);
  }

  @Test
  void saysThatAHandlerIsBeingInstalledUntilItHasAStatus() throws Exception {
    var plan = agent.plan(Goals.extensions(1, false, List.of(), WANTED));
    assertThat(agent.statuses()).isEmpty();
    plan.changes().get(0).apply();
    Status status = agent.statuses().get(0);
    assertThat(status.state()).isEqualTo("Installing");
    assertThat(status.code()).isZero();
    assertThat(status.extension()).isEmpty();
  }
}
