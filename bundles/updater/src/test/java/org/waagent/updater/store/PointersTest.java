// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.machine.TestMachine;
import org.waagent.updater.Origin;
import org.waagent.updater.State;
import org.waagent.updater.Step;

class PointersTest {
  private static final String ONE = "0000000000000001";
  private static final String TWO = "0000000000000002";
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir private Path folder;
  private Pointers pointers;
  private Journal journal;

  @BeforeEach
  void begin() throws IOException {
    Places places = new Places(folder, folder);
    org.waagent.os.Files files = TestMachine.below(folder).files();
    pointers = new Pointers(() -> files, places);
    journal = new Journal(() -> files, places);
  }

  @Test
  void withoutFilesTheInstallationIsCommitted() throws IOException {
    assertThat(pointers.committed()).isEqualTo("installed");
    assertThat(pointers.previous()).isEmpty();
    assertThat(pointers.staged()).isEmpty();
  }

  @Test
  void aCommitMovesTheOldSetToPrevious() throws IOException {
    pointers.stage(ONE);
    pointers.commit(ONE, "installed");
    pointers.commit(TWO, ONE);

    assertThat(pointers.committed()).isEqualTo(TWO);
    assertThat(pointers.previous()).contains(ONE);
    assertThat(pointers.staged()).isEmpty();
  }

  @Test
  void theLaunchersCountOfStartsIsRead() throws IOException {
    pointers.stage(ONE);
    assertThat(pointers.staged()).contains(new Pointers.Staged(ONE, 0));
    Files.writeString(folder.resolve("staged"), ONE + " 2\n");
    assertThat(pointers.staged()).contains(new Pointers.Staged(ONE, 2));
  }

  @Test
  void aLostWayBackLeadsToTheInstallation() throws IOException {
    pointers.commit(ONE, "installed");
    pointers.commit(TWO, ONE);
    pointers.loseWayBack();
    assertThat(pointers.previous()).contains("installed");

    pointers.commit("installed", TWO);
    pointers.loseWayBack();
    assertThat(pointers.previous()).isEmpty();
  }

  @Test
  void damagedPointersCountAsMissing() throws IOException {
    Files.writeString(folder.resolve("committed"), "../../x");
    Files.write(folder.resolve("previous"), new byte[5_000]);
    Files.writeString(folder.resolve("staged"), ONE + " many");

    assertThat(pointers.committed()).isEqualTo("installed");
    assertThat(pointers.previous()).isEmpty();
    assertThat(pointers.staged()).isEmpty();
  }

  private static Entry entry() {
    return Entry.begin(Origin.COMMAND, "acme-1.0", "installed", ONE, NOW)
        .after(Map.of("check:disk", "FINE"));
  }

  @Test
  void theJournalGivesBackWhatWasNoted() throws IOException {
    Entry entry = entry().at(Step.SWAP, NOW, "start").again();
    journal.note(entry);

    assertThat(journal.current()).contains(entry);
  }

  @Test
  void theFirstReasonOfAWayBackStays() {
    Entry back = entry().at(Step.WATCH, NOW, "s").back("a check", NOW, "s");

    assertThat(back.back("another", NOW, "s").reason()).isEqualTo("a check");
    assertThat(back.failed()).isEqualTo(Step.WATCH);
    assertThat(back.step()).isEqualTo(Step.GO_BACK);
  }

  @Test
  void whatIsOverIsInTheHistoryOnce() throws IOException {
    Entry entry = entry().at(Step.COMMIT, NOW, "start");
    journal.note(entry);
    journal.close(entry, NOW);
    journal.close(entry, NOW);

    assertThat(journal.current()).isEmpty();
    assertThat(journal.history()).hasSize(1).allMatch(State.Past::isGood);
  }

  @Test
  void whatIsRefusedBeforeAnythingWasStoredIsKept() throws IOException {
    org.waagent.os.Files files = TestMachine.below(folder).files();
    Journal first = new Journal(() -> files, new Places(folder.resolve("lib/features"), folder));

    first.close(entry().back("nobody signed it", NOW, "start"), NOW);

    assertThat(first.history()).singleElement().matches(past -> !past.isGood());
  }

  /** A command that refuses an archive knows nothing of a set that waits for the next start. */
  @Test
  void whatIsOverDoesNotEndAnother() throws IOException {
    Entry waiting = entry().at(Step.RESTART, NOW, "start");
    journal.note(waiting);

    journal.close(entry().back("nobody signed it", NOW, "start"), NOW);

    assertThat(journal.current()).contains(waiting);
    assertThat(journal.history()).hasSize(1);
  }

  @Test
  void theHistoryIsBounded() throws IOException {
    for (int i = 0; i < 60; i++) {
      journal.close(entry(), NOW);
    }
    assertThat(journal.history()).hasSize(50);
  }

  @Test
  void aDamagedJournalIsTold() throws IOException {
    Files.writeString(folder.resolve("journal.json"), "{\"id\":");

    assertThatThrownBy(() -> journal.current()).hasMessageContaining("journal.json is damaged");
  }
}
