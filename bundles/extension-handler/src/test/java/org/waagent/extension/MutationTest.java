// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.extension.command.Journals;
import org.waagent.extension.command.PassId;
import org.waagent.extension.handler.ExtensionFailure;
import org.waagent.extension.handler.HandlerFolder;
import org.waagent.extension.handler.HandlerManifest;
import org.waagent.goalstate.ExtensionsGoalState;
import org.waagent.goalstate.Handler;
import org.waagent.goalstate.HandlerName;
import org.waagent.goalstate.RequestedState;
import org.waagent.plugin.Status;

/**
 * A thousand bad files of one handler: nothing is thrown, it takes no time worth telling, and the
 * handler beside it is reported as ever. The seed is printed; {@code -Dwaagent.seed=} repeats it.
 */
final class MutationTest {
  private static final String WEB = "Acme.Web";
  private static final String MAIL = "Acme.Mail";
  private static final int COUNT = 1000;
  private static final long WHOLE_RANGE = 1L << 40;
  private static final Duration BOUND = Duration.ofSeconds(10);
  private static final String STATUS =
      "[{\"version\": 1.0, \"timestampUTC\": \"2026-01-01T00:00:00Z\", \"status\": {\"name\": \"x\","
          + " \"operation\": \"Enable\", \"status\": \"success\", \"code\": 0, \"formattedMessage\":"
          + " {\"lang\": \"en-US\", \"message\": \"fine\"}, \"substatus\": [{\"name\": \"a\","
          + " \"status\": \"success\", \"code\": 0}]}}]";
  private static final String BEAT =
      "[{\"version\": 1.0, \"heartbeat\": {\"status\": \"Ready\", \"code\": 0, \"formattedMessage\":"
          + " {\"lang\": \"en-US\", \"message\": \"beating\"}}}]";

  private static final List<String> FILES =
      List.of(
          "Acme.Web-1.0.0/HandlerManifest.json",
          "Acme.Web-1.0.0/config/HandlerState",
          "Acme.Web-1.0.0/config/HandlerStatus",
          "Acme.Web-1.0.0/config/0.settings",
          "Acme.Web-1.0.0/status/0.status",
          "Acme.Web-1.0.0/heartbeat.log",
          "state/extension-handler/handlers/Acme.Web.json",
          "state/extension-handler/goal-state.json");

  @TempDir private Path folder;
  private Agent agent;

  private void prepare() throws Exception {
    agent = new Agent(folder);
    agent.artifacts.publish(
        WEB, "1.0.0", agent.handlerPackage().with("\"reportHeartbeat\": true").zip());
    agent.publish(MAIL, "1.0.0");
    Agent.apply(agent.plan(goal()));
    Files.writeString(agent.lib.resolve("Acme.Web-1.0.0/status/0.status"), STATUS);
    Files.writeString(agent.lib.resolve("Acme.Mail-1.0.0/status/0.status"), STATUS);
    Files.writeString(agent.lib.resolve("Acme.Web-1.0.0/heartbeat.log"), BEAT);
  }

  private static ExtensionsGoalState goal() {
    return Goals.extensions(1, false, List.of(), handler(WEB), handler(MAIL));
  }

  private static Handler handler(String name) {
    return Goals.handler(name, "1.0.0", RequestedState.ENABLED, false, Goals.settings(name, 0));
  }

  @Test
  @Timeout(300)
  void aThousandBadFilesOfOneHandlerSpoilNoOther() throws Exception {
    long seed = Long.getLong("waagent.seed", System.nanoTime() % WHOLE_RANGE);
    System.out.println("MutationTest: -Dwaagent.seed=" + seed);
    prepare();
    Mutations mutations = new Mutations(seed);
    Path journal = agent.lib.resolve("state/extension-handler/handlers/Acme.Web.json");
    byte[] noted = Files.readAllBytes(journal);
    for (int i = 0; i < COUNT; i++) {
      String name = FILES.get(i % FILES.size());
      Path file = agent.lib.resolve(name);
      byte[] good = Files.readAllBytes(file);
      Files.write(file, mutations.of(new String(good, java.nio.charset.StandardCharsets.UTF_8)));
      try {
        look("seed " + seed + ", number " + i + ", " + name);
      } catch (Exception | Error e) {
        throw new AssertionError("seed " + seed + ", number " + i + ", " + name, e);
      }
      Files.write(file, good);
      Files.write(journal, noted);
      agent.replaced();
      agent.plan(goal());
    }
  }

  private void look(String which) throws Exception {
    long begin = System.nanoTime();
    agent.plan(goal());
    agent.statuses();
    agent.machine.clock().advance(Duration.ofSeconds(11));
    for (Status status : agent.statuses()) {
      assertThat(status.message().orElse("").length()).as(which).isLessThan(10_000);
    }
    assertThat(agent.statuses())
        .as(which)
        .anyMatch(
            s ->
                s.name().equals(MAIL)
                    && s.state().equals("Ready")
                    && s.extension().orElseThrow().state().orElseThrow().equals("success"));
    manifest();
    new Journals(
            agent.machine.files(),
            agent.machine.directories().state(ExtensionHandlerPlugin.NAME),
            agent.machine.log().logger())
        .change(new HandlerName(WEB), journal -> journal.in(new PassId("x", which)));
    agent.replaced();
    agent.plan(goal());
    agent.statuses();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).as(which).isLessThan(BOUND);
  }

  private void manifest() throws IOException {
    HandlerFolder web = new HandlerFolder(agent.lib, new HandlerName(WEB), "1.0.0");
    try {
      HandlerManifest.of(agent.machine.files(), web);
    } catch (ExtensionFailure e) {
      assertThat(e.code()).isIn(1002, 1003);
      assertThat(e).hasMessageContaining(web.manifest().toString());
      assertThat(e.getMessage().length()).isLessThan(1000);
    }
  }
}
