// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.waagent.agent.Agent.Answer;

/** The other words of the command line. */
final class CommandLineTest {
  @RegisterExtension private final Scene scene = new Scene();

  @Test
  void doctorIsContentWithAnAgentThatWorks() {
    scene.agent().start();
    scene.host().awaitStatus(s -> true, Scene.PATIENCE);

    Answer answer = scene.agent().run("doctor");

    assertThat(answer.code()).as(answer.out() + answer.err()).isZero();
    assertThat(answer.out().lines().count()).isGreaterThanOrEqualTo(5);
  }

  @Test
  void doctorFindsAHostThatDoesNotAnswer() {
    scene.host().close();

    Answer answer = scene.agent().run("doctor");

    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.out()).contains("wire-server");
  }

  @Test
  void configCheckNamesALineThatNobodyUnderstands() {
    scene
        .agent()
        .configure(scene.configuration("Extensions.GoalStatePeriodd=7", "Logs.Verbose=si"));

    Answer answer = scene.agent().run("config", "check");

    assertThat(answer.out() + answer.err())
        .contains("Extensions.GoalStatePeriodd", "Extensions.GoalStatePeriod", "Logs.Verbose");
  }

  @Test
  void showConfigurationListsEveryKeySorted() {
    Answer answer = scene.agent().run("-show-configuration");

    assertThat(answer.code()).isZero();
    List<String> lines = answer.out().lines().toList();
    assertThat(lines)
        .contains(
            "Lib.Dir = " + scene.lib(),
            "Extensions.GoalStatePeriod = 1",
            "Extensions.Enabled = True",
            "HttpProxy.Host = None")
        .isSorted();
  }

  @Test
  void aChangedFileIsHeardWithoutARestartAndABadOneKeepsTheOldState() throws Exception {
    scene.agent().start();
    scene.host().awaitStatus(s -> true, Scene.PATIENCE);

    Files.writeString(scene.agent().configuration(), "");
    int polls = scene.host().requests().size();
    scene.host().awaitMore(polls + 2, Scene.PATIENCE);
    scene.agent().configure(scene.configuration("Logs.Verbose=y"));
    Pause.until("the log tells more", Scene.PATIENCE, this::tellsMore);

    assertThat(scene.agent().isRunning()).isTrue();
  }

  /** A caller that hangs up at once is a detail. */
  private boolean tellsMore() {
    try {
      SocketChannel.open(UnixDomainSocketAddress.of(scene.lib("control.sock"))).close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return scene.agent().log().contains(" VERBOSE ");
  }

  @Test
  void everySpellingOfAWordIsTheSame() {
    for (String word : List.of("version", "-version", "--version", "/version")) {
      Answer answer = scene.agent().run(word);
      assertThat(answer.code()).isZero();
      assertThat(answer.out().lines().count()).isEqualTo(3);
    }
    assertThat(scene.agent().run("help").out()).contains("status", "doctor", "daemon");
    assertThat(scene.agent().run("nonsense").code()).isEqualTo(2);
  }

  @Test
  void aCommandWithoutADaemonLeavesNothingRunningAndNoSocket() {
    // It does not know its container yet, and takes a refusal of the host plugin for an answer.
    scene.isLenient();

    scene.agent().run("doctor");

    assertThat(scene.agent().pidFile()).doesNotExist();
    assertThat(scene.lib("control.sock")).doesNotExist();
  }
}
