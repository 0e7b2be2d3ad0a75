// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.waagent.azurehost.Document;
import org.waagent.azurehost.Extension;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.HostOptions;
import org.waagent.azurehost.Route;
import org.waagent.azurehost.StatusDocument;

/** Spoiled documents, many of them: the agent runs on, reports on, and takes the next good one. */
@Execution(ExecutionMode.CONCURRENT)
final class MutatedDocumentsTest {
  private static final String GOOD = "Test.Good";
  private static final int DOCUMENTS = Figures.isLong() ? 1000 : 40;
  private static final int GOOD_EACH = 10;
  private static final Duration ROUND = Duration.ofSeconds(20);

  @RegisterExtension private final Scene scene = new Scene(HostOptions.defaults().withVmSettings());

  private final long seed = Long.getLong("waagent.seed", System.nanoTime());
  private final Mutator mutator = new Mutator(seed);
  private int sequence;

  @Test
  void noneOfThemStopsTheAgent() throws Exception {
    System.out.println("seed: " + seed + " (-Dwaagent.seed=" + seed + " repeats it)");
    scene.isLenient();
    GoodDocuments good = GoodDocuments.of(scene.host(), goal(), GOOD);
    scene.agent().start();
    scene.awaitHandler(GOOD, 0);
    Footprint before = Footprint.of(scene.agent().process().toHandle());
    Instant begun = Instant.now();
    int spoiled = 0;
    for (int round = 1; spoiled < DOCUMENTS; round++) {
      spoiled += spoil(round, good);
      if (round % GOOD_EACH == 0 || spoiled >= DOCUMENTS) {
        theNextGoodOneIsDone();
      }
    }
    Duration took = Duration.between(begun, Instant.now());
    Footprint after = Footprint.of(scene.agent().process().toHandle());
    Figures.tell(
        spoiled + " spoiled documents in " + took.toSeconds() + " s; " + before + " -> " + after);
  }

  @ParameterizedTest
  @EnumSource(names = {"GOAL_STATE", "EXTENSIONS_CONFIG", "VM_SETTINGS"})
  void whatCannotBeReadIsNamedAndTheLastGoodStateStays(Document document) {
    GoodDocuments good = GoodDocuments.of(scene.host(), goal(), GOOD);
    scene.agent().start();
    scene.awaitHandler(GOOD, 0);
    String text = good.served().get(document);
    GoalState odd = goal().replacing(document, text.substring(0, text.length() / 2));
    scene.host().publish(document == Document.VM_SETTINGS ? odd.throughFastTrack() : odd);
    Pause.until("the log names it", Scene.PATIENCE, () -> names(scene.agent().log(), document));
    Pause.until("so does the status", Scene.PATIENCE, () -> names(status(), document));

    List<StatusDocument> more = Reports.awaitFresh(scene.host(), 3, Scene.PATIENCE);
    assertThat(more).allMatch(status -> status.handler(GOOD).hasSucceeded(0));
    theNextGoodOneIsDone();
  }

  private String status() {
    return scene.agent().run("status").out();
  }

  /** Whether a line says that this document is wrong. */
  private static boolean names(String text, Document document) {
    String name = document.name().replace("_", "").toLowerCase(Locale.ROOT);
    return text.lines()
        .map(line -> line.toLowerCase(Locale.ROOT))
        .filter(line -> line.matches(".* (warning|error) .*|.*failed.*|not understood: .*"))
        .anyMatch(line -> line.replace(" ", "").contains(name));
  }

  private int spoil(int round, GoodDocuments good) throws IOException {
    SpoiledRound spoiled = new SpoiledRound(scene.host());
    Extension victim = scene.handler("Test.Victim" + round).extension().settings("{}");
    int status = spoilStatusFile(good.status());
    long statuses = scene.host().statusCount();
    spoiled.publish(mutator, good, victim, goal());
    String what = "seed " + seed + ", round " + round + ": " + spoiled;
    long polls = scene.host().count(Route.GOAL_STATE);
    Pause.until(what, ROUND, () -> spoiled.isFetched() || isPolled(polls + 2));
    if (spoiled.letsStatusesPass()) {
      Pause.until(what + ": a status", ROUND, () -> scene.host().statusCount() > statuses);
    }
    assertThat(scene.agent().isRunning()).as(what).isTrue();
    if (spoiled.isUnreadable()) {
      StatusDocument last = scene.host().lastStatus().orElseThrow();
      assertThat(last.handler(GOOD).isPresent()).as(what + ": the last good state").isTrue();
    }
    return spoiled.fetched() + status;
  }

  private boolean isPolled(long times) {
    return scene.host().count(Route.GOAL_STATE) >= times;
  }

  private void theNextGoodOneIsDone() {
    sequence++;
    scene.host().publish(goal());
    StatusDocument status = scene.awaitHandler(GOOD, sequence);
    assertThat(status.agentStatus()).isEqualTo("Ready");
  }

  private GoalState goal() {
    return GoalState.of(extension());
  }

  private Extension extension() {
    return scene.handler(GOOD).extension().settings("{}").sequenceNumber(sequence);
  }

  /** What the extension last said of itself. */
  private int spoilStatusFile(String good) throws IOException {
    Path folder = scene.lib(GOOD + "-1.0.0", "status");
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    byte[] text = mutator.spoil(good, mutator.kind()).getBytes(StandardCharsets.UTF_8);
    Files.write(folder.resolve(sequence + ".status"), text);
    return 1;
  }
}
