// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waagent.extension.Goals.handler;
import static org.waagent.extension.Goals.settings;
import static org.waagent.goalstate.RequestedState.ENABLED;
import static org.waagent.goalstate.RequestedState.UNINSTALL;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.goalstate.Handler;
import org.waagent.plugin.Status;

/** Extensions that depend on others wait for them. */
@Timeout(60)
class OrderTest {
  private Agent agent;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    agent = new Agent(folder);
    agent.publish("Acme.A", "1.0.0");
    agent.publish("Acme.B", "2.0.0");
    agent.publish("Acme.C", "3.0.0");
  }

  private static Handler at(int level, String name, String version) {
    return handler(name, version, ENABLED, settings(name, 0, ENABLED, level));
  }

  private static String says(String state) {
    return "echo '[{\"status\": {\"status\": \"" + state + "\"}}]' > status/0.status";
  }

  @Test
  @Tag("D35")
  void followsTheLevels() throws Exception {
    agent.behaviour("enable", "1.0.0", says("success"));
    agent.behaviour("enable", "2.0.0", "(sleep 0.3; " + says("success") + ") &");
    agent.process(1, at(3, "Acme.C", "3.0.0"), at(2, "Acme.B", "2.0.0"), at(1, "Acme.A", "1.0.0"));
    assertThat(agent.calls())
        .containsExactly(
            "install 1.0.0 0",
            "enable 1.0.0 0",
            "install 2.0.0 0",
            "enable 2.0.0 0",
            "install 3.0.0 0",
            "enable 3.0.0 0");
    assertThat(agent.statuses())
        .extracting(Status::name)
        .containsExactly("Acme.C", "Acme.B", "Acme.A");
  }

  @Test
  void uninstallsFirst() throws Exception {
    agent.process(1, at(0, "Acme.A", "1.0.0"));
    agent.calls();
    agent.process(2, at(0, "Acme.B", "2.0.0"), handler("Acme.A", "1.0.0", UNINSTALL));
    assertThat(agent.calls())
        .containsExactly(
            "disable 1.0.0 0", "uninstall 1.0.0 0", "install 2.0.0 0", "enable 2.0.0 0");
  }

  @Test
  @Tag("D35")
  void skipsAllThatFollowsAFailure() throws Exception {
    agent.behaviour("enable", "1.0.0", "exit 1");
    agent.process(1, at(1, "Acme.A", "1.0.0"), at(2, "Acme.B", "2.0.0"), at(3, "Acme.C", "3.0.0"));
    assertThat(agent.calls()).containsExactly("install 1.0.0 0", "enable 1.0.0 0");
    Status skipped = agent.statuses().get(2);
    assertThat(skipped.code()).isEqualTo(-1);
    assertThat(skipped.message())
        .contains(
            "Skipping processing of extensions since execution of dependent extension Acme.A-1.0.0"
                + " failed");
  }

  @Test
  @Tag("D35")
  void skipsAllThatFollowsAnExtensionThatSaysItFailed() throws Exception {
    agent.behaviour("enable", "1.0.0", says("error"));
    agent.process(1, at(1, "Acme.A", "1.0.0"), at(2, "Acme.B", "2.0.0"));
    assertThat(agent.calls()).containsExactly("install 1.0.0 0", "enable 1.0.0 0");
    assertThat(agent.statuses().get(0).state()).isEqualTo("Ready");
    assertThat(agent.statuses().get(1).message())
        .contains("Dependent Extension Acme.A-1.0.0 did not succeed. Status was error");
  }

  @Test
  @Tag("D35")
  void givesUpWaitingAtTheDeadline() throws Exception {
    agent.limits = Agent.limits(Duration.ofSeconds(60), Duration.ofMillis(300));
    agent.start();
    agent.behaviour("enable", "1.0.0", says("transitioning"));
    Thread time =
        new Thread(
            () -> {
              try {
                Thread.sleep(1500);
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
              agent.machine.clock().advance(Duration.ofMillis(400));
            });
    time.start();
    agent.process(1, at(1, "Acme.A", "1.0.0"), at(2, "Acme.B", "2.0.0"));
    time.join();
    assertThat(agent.calls()).containsExactly("install 1.0.0 0", "enable 1.0.0 0");
    assertThat(agent.statuses().get(1).message())
        .contains(
            "Dependent Extension Acme.A-1.0.0 did not reach a terminal state within the allowed"
                + " timeout. Last status was transitioning");
  }

  @Test
  @Tag("D35")
  void doesNotWaitForAHandlerWithoutSettingsNorForTheLast() throws Exception {
    agent.process(1, handler("Acme.A", "1.0.0", ENABLED), at(1, "Acme.B", "2.0.0"));
    assertThat(agent.calls())
        .containsExactly("install 1.0.0 0", "enable 1.0.0 0", "install 2.0.0 0", "enable 2.0.0 0");
  }
}
