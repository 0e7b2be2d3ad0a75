// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.core.loop.TestGoalStates;
import org.waagent.host.GoalStateSource.Document;
import org.waagent.machine.TestMachine;
import org.waagent.os.Mode;

class HistoryTest {
  private static final Path FOLDER = Path.of("/lib/history");
  private static final List<Document> DOCUMENTS =
      List.of(new Document("GoalState.xml", "<GoalState/>"));

  @TempDir Path root;
  private TestMachine machine;
  private History history;

  @BeforeEach
  void build() {
    machine = TestMachine.at(root);
    history =
        new History(Path.of("/lib"), machine.files(), machine.clock(), machine.log().logger());
  }

  @Test
  void keepsTheDocumentsInAFolderNamedByTimeAndIncarnation() throws Exception {
    history.keep(TestGoalStates.of("7"), DOCUMENTS);
    Path folder = FOLDER.resolve("2026-01-02T03-04-05__7");
    assertThat(history.newest()).hasValue(folder);
    assertThat(machine.files().readText(folder.resolve("GoalState.xml"), 100))
        .isEqualTo("<GoalState/>");
    assertThat(machine.files().look(folder).orElseThrow().mode()).isEqualTo(Mode.OWNER_FOLDER);
    assertThat(machine.files().look(folder.resolve("GoalState.xml")).orElseThrow().mode())
        .isEqualTo(Mode.OWNER_ONLY);
  }

  @Test
  void namesTheEtagOfAFastTrackGoalStateAndLetsNoPathThrough() {
    history.keep(TestGoalStates.of("7", "etag_../1", Optional.empty()), DOCUMENTS);
    assertThat(history.newest()).hasValue(FOLDER.resolve("2026-01-02T03-04-05__7-___1"));
  }

  @Test
  void theSameGoalStateFetchedAgainMakesNoNewFolder() throws Exception {
    history.keep(TestGoalStates.of("7"), DOCUMENTS);
    machine.clock().advance(Duration.ofSeconds(6));
    history.keep(TestGoalStates.of("7"), DOCUMENTS);
    assertThat(machine.files().list(FOLDER)).hasSize(1);
  }

  @Test
  void packsAllButTheNewest() throws Exception {
    history.keep(TestGoalStates.of("1"), DOCUMENTS);
    machine.clock().advance(Duration.ofSeconds(1));
    history.keep(TestGoalStates.of("2"), DOCUMENTS);
    assertThat(machine.files().list(FOLDER))
        .containsExactly("2026-01-02T03-04-05__1.zip", "2026-01-02T03-04-06__2");
    try (InputStream file = machine.files().open(FOLDER.resolve("2026-01-02T03-04-05__1.zip"));
        ZipInputStream zip = new ZipInputStream(file)) {
      ZipEntry entry = zip.getNextEntry();
      assertThat(entry.getName()).isEqualTo("GoalState.xml");
      assertThat(new String(zip.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("<GoalState/>");
    }
  }

  @Test
  void keepsFiftyAndNeverDropsTheNewest() throws Exception {
    for (int i = 0; i < 60; i++) {
      history.keep(TestGoalStates.of(Integer.toString(i)), DOCUMENTS);
      machine.clock().advance(Duration.ofSeconds(1));
    }
    List<String> kept = machine.files().list(FOLDER);
    assertThat(kept).hasSize(50);
    assertThat(kept.get(49)).endsWith("__59");
    assertThat(kept.get(0)).endsWith("__10.zip");
  }

  @Test
  void aFolderThatCanNotBeMadeIsToldAndNothingMore() throws Exception {
    machine.files().makeFolder(Path.of("/lib"), Mode.OWNER_FOLDER);
    machine.files().write(FOLDER, new byte[0], Mode.OWNER_ONLY);
    history.keep(TestGoalStates.of("1"), DOCUMENTS);
    history.add("waagent_status.json", new byte[0]);
    assertThat(machine.log().lines()).hasSize(1).allMatch(line -> line.startsWith("WARN"));
  }
}
