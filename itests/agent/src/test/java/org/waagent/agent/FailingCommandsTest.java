// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.Route;
import org.waagent.azurehost.StatusDocument;

/** Commands that fail, hang, or leave something running. */
final class FailingCommandsTest {
  private static final String NAME = "Test.Failing";
  private static final String FULL = NAME + "-1.0.0";

  @RegisterExtension private final Scene scene = new Scene();

  @Test
  void aFailingInstallIsToldAndNotEnabled() throws Exception {
    StatusDocument status = fail(scene.handler(NAME).on("install", "echo to disk; exit 3"), 1007);

    assertThat(scene.trace().commands()).containsExactly(FULL + " install 0");
    assertThat(status.handler(NAME).status()).isEqualTo("NotReady");
    assertThat(status.handler(NAME).message())
        .contains("Non-zero exit code: 3")
        .contains("bin/handler.sh install")
        .contains("[stdout]\nto disk");
    assertThat(scene.lib(FULL, "config", "HandlerState"))
        .as("without it a version counts as not installed")
        .doesNotExist();
  }

  @Test
  void aFailingInstallIsTriedAgainWithTheNextGoalState() {
    ShellHandler handler =
        scene.handler(NAME).on("install", "test -e ../tried || { touch ../tried; exit 3; }");
    fail(handler, 1007);

    scene.host().publish(GoalState.of(handler.extension().settings("{}")));
    scene.awaitSuccess(NAME, 0);

    assertThat(scene.trace().commands())
        .containsExactly(FULL + " install 0", FULL + " install 0", FULL + " enable 0");
  }

  @Test
  void aFailingEnableIsToldOnce() {
    StatusDocument status = fail(scene.handler(NAME).on("enable", "echo >&2 no key; exit 9"), 1009);

    assertThat(status.handler(NAME).message())
        .contains("Non-zero exit code: 9")
        .contains("[stderr]\nno key");
    int polls = scene.host().requests(Route.GOAL_STATE).size();
    scene.host().awaitRequests(Route.GOAL_STATE, polls + 3, Scene.PATIENCE);
    assertThat(scene.trace().commands()).containsExactly(FULL + " install 0", FULL + " enable 0");
  }

  @Test
  void oneFailureDoesNotKeepAnotherExtensionFromRunning() {
    scene
        .host()
        .publish(
            GoalState.of(
                scene.handler(NAME).on("enable", "exit 9").extension().settings("{}"),
                scene.handler("Test.Other").extension().settings("{}")));
    scene.agent().start();
    StatusDocument status = scene.awaitSuccess("Test.Other", 0);

    assertThat(status.handler(NAME).code()).isEqualTo(1009);
  }

  @Test
  @Tag("D35")
  @Tag("V5")
  void whatDependsOnAFailureIsSkippedAndToldSo() {
    scene
        .host()
        .publish(
            GoalState.of(
                scene.handler(NAME).on("enable", "exit 9").extension().settings("{}").level(1),
                scene.handler("Test.Later").extension().settings("{}").level(2)));
    scene.agent().start();
    StatusDocument status =
        scene
            .host()
            .awaitStatus(
                s -> s.handler("Test.Later").isPresent() && s.goalStateSucceeded(), Scene.PATIENCE);

    assertThat(status.handler("Test.Later").message())
        .isEqualTo(
            "Skipping processing of extensions since execution of dependent extension "
                + FULL
                + " failed");
    assertThat(scene.trace().commands()).containsExactly(FULL + " install 0", FULL + " enable 0");
  }

  @Test
  @Tag("D31")
  void workThatGoesOnBehindACommandHoldsNobodyUp() {
    ShellHandler handler = scene.handler(NAME).on("enable", "sleep 300 & echo $! > ../left");
    scene.host().publish(GoalState.of(handler.extension().settings("{}")));
    scene.agent().start();
    scene.awaitSuccess(NAME, 0);

    Optional<ProcessHandle> left = ProcessHandle.of(left());
    assertThat(left).as("what the command left running").isPresent();
    left.get().destroyForcibly();
  }

  @Test
  @EnabledIfSystemProperty(named = "waagent.long", matches = "true")
  @Tag("D31")
  void aHangingEnableIsEndedAtItsLimit() {
    scene
        .host()
        .publish(
            GoalState.of(
                scene
                    .handler(NAME)
                    .on("enable", "trap '' HUP INT TERM; sleep 1000")
                    .extension()
                    .settings("{}")));
    scene.agent().start();
    StatusDocument status =
        scene.host().awaitStatus(s -> s.handler(NAME).code() == 1011, Duration.ofSeconds(330));

    assertThat(status.handler(NAME).message()).startsWith("Timeout(300)");
    assertThat(scene.trace().shells()).isEmpty();
  }

  private StatusDocument fail(ShellHandler handler, int code) {
    scene.host().publish(GoalState.of(handler.extension().settings("{}")));
    scene.agent().start();
    return scene.host().awaitStatus(s -> s.handler(NAME).code() == code, Scene.PATIENCE);
  }

  private long left() {
    try {
      return Long.parseLong(scene.text("left").strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
