// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waagent.extension.Goals.handler;
import static org.waagent.extension.Goals.settings;
import static org.waagent.goalstate.RequestedState.ENABLED;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.plugin.Status;

/** A handler that promises a heartbeat is judged by it. */
class HeartbeatTest {
  private static final String NAME = "Acme.Web";

  private Agent agent;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    agent = new Agent(folder);
    agent.artifacts.publish(
        NAME, "1.0.0", agent.handlerPackage().with("\"reportHeartbeat\": true").zip());
    agent.process(1, handler(NAME, "1.0.0", ENABLED, settings(NAME, 1)));
  }

  private void beat(String text) throws IOException {
    Path file = agent.lib.resolve(NAME + "-1.0.0/heartbeat.log");
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.from(agent.machine.clock().instant()));
  }

  private Status status() {
    return agent.statuses().get(0);
  }

  @Test
  @Tag("D34")
  void saysSoWhereThereIsNone() {
    assertThat(status().state()).isEqualTo("NotReady");
    assertThat(status().message()).contains("Failed to get heart beat file");
  }

  @Test
  @Tag("D34")
  void passesOnWhatTheHandlerSays() throws IOException {
    beat(
        "[{\"version\": 1.0, \"heartbeat\": {\"status\": \"NotReady\", \"code\": 9,"
            + " \"formattedMessage\": {\"lang\": \"en\", \"message\": \"warming up\"}}}]");
    assertThat(status().state()).isEqualTo("NotReady");
    assertThat(status().code()).isZero();
    assertThat(status().message()).contains("warming up");
    beat("[{\"heartbeat\": {\"status\": \"Ready\"}}]");
    assertThat(status().state()).isEqualTo("Ready");
    assertThat(status().message()).contains("Plugin enabled");
  }

  @Test
  @Tag("D34")
  void isUnresponsiveAfterTenMinutes() throws IOException {
    beat("[{\"heartbeat\": {\"status\": \"Ready\"}}]");
    agent.machine.clock().advance(Duration.ofSeconds(601));
    assertThat(status().state()).isEqualTo("Unresponsive");
    assertThat(status().code()).isZero();
    assertThat(status().message()).contains("Plugin enabled");
  }

  @Test
  void spoilsOnlyItsOwnEntryWhereItMakesNoSense() throws IOException {
    beat("tick");
    assertThat(status().state()).isEqualTo("NotReady");
    assertThat(status().message().orElseThrow()).startsWith("Bad heartbeat: ");
  }
}
