// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.verb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.machine.TestMachine;
import org.waagent.os.Mode;
import org.waagent.plugin.Outcome;
import org.waagent.updater.Step;
import org.waagent.updater.archive.SignatureRoots;
import org.waagent.updater.store.Places;

/** A folder whose archives are installed as they come. */
final class DropInTest {
  private static final Path FOLDER = Path.of("/etc/waagent/features.d");
  private static final Path RESULT = FOLDER.resolve("acme.zip.result");

  @TempDir Path root;

  private final FakeUpdates updates = new FakeUpdates();
  private TestMachine machine;

  @BeforeEach
  void makeFolder() throws IOException {
    machine = TestMachine.at(root);
    machine.files().makeFolder(FOLDER, Mode.PUBLIC_FOLDER);
    updates.outcome = Outcome.done();
  }

  private DropIn dropIn(boolean allowUnsigned) {
    Desk.Services services =
        new Desk.Services(
            updates,
            null,
            machine.files(),
            machine.directories(),
            machine.clock(),
            null,
            Optional.empty(),
            Optional.empty());
    Desk desk =
        new Desk(
            services,
            new Places(Path.of("/var/lib/waagent/features"), Path.of("/opt/waagent")),
            "standard",
            new SignatureRoots(machine.files(), "", Path.of("/opt/waagent")),
            new VerifierOfTests(machine.files(), allowUnsigned));
    return new DropIn(desk, FOLDER, machine.log().logger());
  }

  private void drop(String version) throws IOException {
    PartnerArchive.write(root.resolve("etc/waagent/features.d/acme.zip"), version);
  }

  private String result() throws IOException {
    return machine.files().readText(RESULT, 10_000).lines().findFirst().orElseThrow();
  }

  @Test
  void anArchiveIsInstalledOnceAndItsResultStandsBeside() throws Exception {
    drop("1.1.0");

    assertThat(dropIn(true).look()).isFalse();
    assertThat(dropIn(true).look()).isFalse();

    assertThat(updates.asked).containsExactly("update " + FOLDER + "/acme.zip DROP_IN");
    assertThat(result()).isEqualTo("installed: acme-1.1.0");
  }

  @Test
  void anotherArchiveOfThatNameIsInstalledToo() throws Exception {
    drop("1.1.0");
    dropIn(true).look();

    drop("1.10.0");
    dropIn(true).look();

    assertThat(updates.asked).hasSize(2);
    assertThat(result()).isEqualTo("installed: acme-1.10.0");
  }

  @Test
  void oneThatNobodySignedIsNotInstalledAndTheReasonStandsBeside() throws Exception {
    drop("1.1.0");
    updates.refused.add(FOLDER.resolve("acme.zip"));

    dropIn(false).look();

    // The history of updates has it, too.
    assertThat(updates.asked).containsExactly("update " + FOLDER + "/acme.zip DROP_IN");
    assertThat(result()).startsWith("not installed: ").contains("nobody signed it");
  }

  @Test
  void oneThatIsNoArchiveIsToldAndDoesNotStopTheOthers() throws Exception {
    machine.files().write(FOLDER.resolve("a.zip"), new byte[] {1, 2, 3}, Mode.PUBLIC);
    updates.refused.add(FOLDER.resolve("a.zip"));
    drop("1.1.0");

    dropIn(true).look();

    assertThat(machine.files().readText(FOLDER.resolve("a.zip.result"), 10_000))
        .startsWith("not installed: ");
    assertThat(result()).isEqualTo("installed: acme-1.1.0");
  }

  @Test
  void whatCanNotBeNowIsTriedAgain() throws Exception {
    drop("1.1.0");
    updates.outcome = new Outcome.RetryLater("another update is under way", FakeUpdates.NOW);
    assertThat(dropIn(true).look()).isTrue();
    assertThat(machine.files().exists(RESULT)).isFalse();

    updates.outcome = Outcome.done();
    assertThat(dropIn(true).look()).isFalse();
    assertThat(result()).isEqualTo("installed: acme-1.1.0");
  }

  @Test
  void oneThatIsTakenBackSaysWhy() throws Exception {
    drop("1.1.0");
    updates.outcome = new Outcome.Running("update", FakeUpdates.NOW);
    updates.states.add(FakeUpdates.in(Step.WATCH));
    updates.states.add(FakeUpdates.ended(Step.WATCH, "a thread died"));

    dropIn(true).look();

    assertThat(result()).contains("is not healthy").contains("a thread died");
  }

  @Test
  void nothingIsLookedAtWhileTheAgentRests() throws Exception {
    drop("1.1.0");
    updates.rests = true;

    assertThat(dropIn(true).look()).isFalse();

    assertThat(updates.asked).isEmpty();
    assertThat(machine.files().exists(RESULT)).isFalse();
  }

  @Test
  void aFolderThatOthersMayWriteToIsLeftAlone() throws Exception {
    drop("1.1.0");
    machine.files().mode(FOLDER, Mode.of(0777));

    dropIn(true).look();

    assertThat(updates.asked).isEmpty();
    assertThat(machine.log().lines()).singleElement().asString().contains("written by others");
  }
}
