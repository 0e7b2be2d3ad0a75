// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waagent.extension.Goals.handler;
import static org.waagent.extension.Goals.settings;
import static org.waagent.goalstate.RequestedState.ENABLED;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.goalstate.Handler;
import org.waagent.goalstate.HandlerName;
import org.waagent.plugin.Status;

/** What may go on at the same time, and what may not. */
@Timeout(120)
@Tag("D35")
class SideBySideTest {
  private static final String[] NAMES = {
    "Acme.A", "Acme.B", "Acme.C", "Acme.D", "Acme.E", "Acme.F"
  };

  /** Notes where another command runs at the same time. */
  private static final String ALONE =
      "mkdir %1$s/lock || touch %1$s/overlap; sleep 0.1; rmdir %1$s/lock";

  private Agent agent;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    agent = new Agent(folder);
    for (int i = 0; i < NAMES.length; i++) {
      agent.publish(NAMES[i], version(i));
    }
  }

  private static String version(int i) {
    return (i + 1) + ".0.0";
  }

  private static Handler at(int level, int i) {
    return handler(NAMES[i], version(i), ENABLED, settings(NAMES[i], 0, ENABLED, level));
  }

  private static Handler[] all() {
    Handler[] all = new Handler[NAMES.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = at(0, i);
    }
    return all;
  }

  private void parallelism(int most) {
    agent.config = Agent.config(true, true, false, most);
    agent.replaced();
  }

  private void eachNotesOverlap() throws IOException {
    for (int i = 0; i < NAMES.length; i++) {
      agent.behaviour("install", version(i), ALONE.formatted(agent.notes));
      agent.behaviour("enable", version(i), ALONE.formatted(agent.notes));
    }
  }

  @Test
  void fetchesFourPackagesAtATimeAndRunsWhatIsThere() throws Exception {
    CountDownLatch latch = new CountDownLatch(1);
    for (int i = 0; i < 4; i++) {
      agent.artifacts.hold(NAMES[i] + "/" + version(i), latch);
    }
    Thread lane = agent.processAside(Goals.extensions(1, false, List.of(), all()));
    Agent.until(() -> agent.artifacts.inFlight.size() == 4);
    assertThat(agent.artifacts.requests).doesNotContain("Acme.E", "Acme.F");
    latch.countDown();
    lane.join();
    assertThat(agent.artifacts.most).isEqualTo(4);
    assertThat(agent.calls()).hasSize(12);
    assertThat(agent.statuses()).hasSize(6).allMatch(s -> s.state().equals("Ready"));
  }

  @Test
  void aPackageThatIsLongOnItsWayHoldsUpNoSibling() throws Exception {
    CountDownLatch latch = new CountDownLatch(1);
    agent.artifacts.hold("Acme.A/1.0.0", latch);
    var goal = Goals.extensions(1, false, List.of(), at(0, 0), at(0, 1), at(1, 2));
    var plan = agent.plan(goal);
    Thread lane = agent.processAside(goal);
    Path calls = agent.notes.resolve("calls");
    Agent.until(() -> agent.machine.clock().pending() > 0);
    agent.machine.clock().advance(Duration.ofSeconds(2));
    Agent.until(() -> Files.exists(calls) && Files.readString(calls).contains("enable 2.0.0"));
    assertThat(Files.readString(calls)).doesNotContain("1.0.0").doesNotContain("3.0.0");
    assertThat(plan.changes()).anyMatch(c -> c.description().contains("Acme.A, Acme.B, Acme.C"));
    agent.behaviour(
        "enable", "1.0.0", "echo '[{\"status\": {\"status\": \"success\"}}]' > status/0.status");
    Files.writeString(
        agent.lib.resolve("Acme.B-2.0.0/status/0.status"),
        "[{\"status\": {\"status\": \"success\"}}]");
    assertThat(agent.lib.resolve("Acme.C-3.0.0/bin")).isDirectory();
    assertThat(agent.lib.resolve("Acme.C-3.0.0/config/0.settings")).doesNotExist();
    latch.countDown();
    lane.join();
    assertThat(agent.calls()).endsWith("install 3.0.0 0", "enable 3.0.0 0");
  }

  @Test
  void runsOneCommandAfterTheOtherInTheOrderOfTheGoalState() throws Exception {
    eachNotesOverlap();
    agent.process(1, all());
    assertThat(agent.notes.resolve("overlap")).doesNotExist();
    assertThat(agent.calls()).hasSize(12);
  }

  @Test
  void theNextCommandDoesNotWaitUntilTheEndOfTheOneBeforeIsNoted() throws Exception {
    Path calls = agent.notes.resolve("calls");
    CountDownLatch begun = new CountDownLatch(1);
    agent.behaviour("install", "2.0.0", "touch " + agent.notes + "/next");
    FullDisk disk = new FullDisk();
    agent.files = disk.over(agent.machine.files());
    agent.replaced();
    disk.fullFor(
        path -> {
          if (path.endsWith("Acme.A-1.0.0/config/HandlerState") && text(calls).contains("enable")) {
            awaitFile(agent.notes.resolve("next"));
            begun.countDown();
          }
          return false;
        });
    assertThat(agent.process(1, at(0, 0), at(0, 1))).isEmpty();
    assertThat(begun.getCount()).as("it was noted after the next one had begun").isZero();
    assertThat(agent.text("Acme.A-1.0.0/config/HandlerState")).isEqualTo("Enabled");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void awaitFile(Path file) {
    try {
      Agent.until(() -> Files.exists(file));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void runsAsManyCommandsAtATimeAsItMay() throws Exception {
    parallelism(2);
    for (int i = 0; i < 2; i++) {
      String other = agent.notes + "/here-" + version(1 - i);
      agent.behaviour(
          "enable",
          version(i),
          "touch %s/here-%s; while [ ! -f %s ]; do sleep 0.02; done"
              .formatted(agent.notes, version(i), other));
    }
    assertThat(agent.process(1, at(0, 0), at(0, 1))).isEmpty();
    assertThat(agent.calls()).hasSize(4);
  }

  @Test
  void runsNoMoreThanItMay() throws Exception {
    parallelism(2);
    String counts =
        "n=$$; touch %1$s/in.$n; ls %1$s/in.* | wc -l >> %1$s/most; sleep 0.1; rm %1$s/in.$n";
    for (int i = 0; i < NAMES.length; i++) {
      agent.behaviour("enable", version(i), counts.formatted(agent.notes));
    }
    agent.process(1, all());
    assertThat(Files.readAllLines(agent.notes.resolve("most")))
        .hasSize(6)
        .allMatch(n -> Integer.parseInt(n.strip()) <= 2);
  }

  @Test
  @Tag("D42")
  @Tag("V6")
  void settingsOfOneHandlerTakeTurnsAndShareThePackage() throws Exception {
    parallelism(4);
    agent.artifacts.publish(
        "Acme.Run",
        "9.0.0",
        agent.handlerPackage().with("\"supportsMultipleExtensions\": true").zip());
    eachNotesOverlap();
    agent.behaviour("enable", "9.0.0", ALONE.formatted(agent.notes));
    agent.process(
        1,
        handler(
            "Acme.Run",
            "9.0.0",
            ENABLED,
            true,
            settings("first", 0),
            settings("second", 0),
            settings("third", 0)));
    assertThat(agent.notes.resolve("overlap")).doesNotExist();
    assertThat(agent.artifacts.requests).containsExactly("Acme.Run", "Acme.Run/9.0.0");
    assertThat(agent.calls()).hasSize(4);
  }

  @Test
  @Tag("V5")
  void aFailureStopsItsDependentsAndNoSibling() throws Exception {
    agent.behaviour("enable", "1.0.0", "exit 1");
    agent.process(1, at(1, 0), at(1, 1), at(2, 2));
    assertThat(agent.calls())
        .containsExactly("install 1.0.0 0", "enable 1.0.0 0", "install 2.0.0 0", "enable 2.0.0 0");
    Status skipped = agent.statuses().get(2);
    assertThat(skipped.message().orElseThrow())
        .isEqualTo(
            "Skipping processing of extensions since execution of dependent extension Acme.A-1.0.0"
                + " failed");
    assertThat(agent.machine.log().lines())
        .anyMatch(line -> line.contains("[Acme.A-1.0.0] Enable extension: ["))
        .anyMatch(line -> line.contains("ProcessExtensionsGoalState completed [incarnation_1 "));
  }

  @Test
  void leavesNoThread() throws Exception {
    agent.process(1, all());
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("extension"));
  }

  @Test
  void aWholeGoalStateIsPlannedAsOneChangeThatTellsWhatItDoes() throws Exception {
    var changes = agent.plan(Goals.extensions(1, false, List.of(), all())).changes();
    assertThat(changes)
        .extracting(change -> change.id())
        .containsExactly(
            "begin incarnation_1",
            "tell handlers their surroundings",
            "process incarnation_1",
            "clean up what handlers left that are gone",
            "settle incarnation_1");
    assertThat(new HandlerName("Acme.A").text()).isSubstringOf(changes.get(2).description());
  }
}
