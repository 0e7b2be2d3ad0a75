// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.verb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.machine.TestMachine;
import org.waagent.plugin.Outcome;
import org.waagent.updater.Step;
import org.waagent.updater.pin.Pins;

/** What installing says and ends with, for each way it can go. */
final class InstallingTest {
  private static final Path ARCHIVE = Path.of("/tmp/acme.zip");

  @TempDir Path root;

  private final FakeUpdates updates = new FakeUpdates();
  private final Heard console = new Heard();
  private TestMachine machine;
  private Pins pins;

  @BeforeEach
  void writeArchive() throws Exception {
    machine = TestMachine.at(root);
    pins = new Pins(machine.files(), Path.of("/features"));
    PartnerArchive.write(root.resolve("tmp/acme.zip"), "1.1.0");
  }

  private Installing installing(boolean allowUnsigned) {
    return new Installing(
        updates,
        new VerifierOfTests(machine.files(), allowUnsigned)::verify,
        pins,
        machine.clock());
  }

  @Test
  void whatTheFeatureMayUseIsShownAndNothingDoneWithoutAYes() throws Exception {
    assertThat(installing(true).install(ARCHIVE, false, console)).isEqualTo(ExitCode.UNCONFIRMED);

    assertThat(console.out)
        .containsExactly(
            "acme 1.1.0, a partner's, not signed by anybody",
            "  uses org.waagent.os.Files",
            "  uses org.waagent.os.Services: starts and stops any service of the machine",
            "  reads /etc/acme/**",
            "  runs, as the agent's own user, ip");
    assertThat(console.err).singleElement().asString().contains("--yes");
    assertThat(updates.asked).isEmpty();
  }

  @Test
  void whoSitsAtATerminalIsAsked() throws Exception {
    console.answers.add("no");
    assertThat(installing(true).install(ARCHIVE, false, console)).isEqualTo(ExitCode.UNCONFIRMED);
    assertThat(updates.asked).isEmpty();

    console.answers.add("y");
    updates.outcome = Outcome.done();
    assertThat(installing(true).install(ARCHIVE, false, console)).isEqualTo(ExitCode.FINE);
    assertThat(updates.asked).hasSize(1);
  }

  @Test
  void itIsFollowedStepByStepToItsEnd() throws Exception {
    updates.states.addAll(
        List.of(
            FakeUpdates.in(Step.SWAP),
            FakeUpdates.in(Step.WATCH),
            FakeUpdates.in(Step.WATCH),
            FakeUpdates.ended(Step.COMMIT, "")));

    assertThat(installing(true).install(ARCHIVE, true, console)).isEqualTo(ExitCode.FINE);

    assertThat(updates.asked).containsExactly("update /tmp/acme.zip COMMAND");
    assertThat(console.out)
        .endsWith(
            "acme-1.1.0: " + Step.SWAP.running(),
            "acme-1.1.0: " + Step.WATCH.running(),
            "done: acme-1.1.0");
  }

  @Test
  void oneThatIsNotHealthyHasACodeOfItsOwnAndItsReason() throws Exception {
    updates.states.addAll(
        List.of(FakeUpdates.in(Step.GO_BACK), FakeUpdates.ended(Step.WATCH, "a thread died")));

    assertThat(installing(true).install(ARCHIVE, true, console)).isEqualTo(ExitCode.WENT_BACK);

    assertThat(console.err)
        .containsExactly("acme-1.1.0 is not healthy, 2026-01-02T03:04:05Z: a thread died");
  }

  @Test
  void anArchiveThatNobodySignedIsRefused() throws Exception {
    assertThat(installing(false).install(ARCHIVE, true, console)).isEqualTo(ExitCode.REFUSED);

    assertThat(console.err).singleElement().asString().contains("nobody signed it");
    assertThat(updates.asked)
        .singleElement()
        .asString()
        .startsWith("refuse acme.zip VERIFY COMMAND")
        .contains("nobody signed it");
  }

  @Test
  void whatTheOwnerPinnedTakesAYes() throws Exception {
    pins.pin("acme", "1.0.0");

    assertThat(installing(true).install(ARCHIVE, false, console)).isEqualTo(ExitCode.NOT_NOW);
    assertThat(console.err).containsExactly("acme is pinned to 1.0.0; --yes takes it all the same");
    assertThat(updates.asked).isEmpty();
  }

  @Test
  void anUpdateUnderWayIsNotDisturbed() throws Exception {
    updates.outcome = new Outcome.RetryLater("another update is under way", FakeUpdates.NOW);

    assertThat(installing(true).remove("acme", console)).isEqualTo(ExitCode.NOT_NOW);
    assertThat(console.err).containsExactly("another update is under way");
  }

  @Test
  void whatNeedsARestartIsLeftToGoOn() throws Exception {
    updates.states.add(FakeUpdates.in(Step.RESTART));

    assertThat(installing(true).rollBack(console)).isEqualTo(ExitCode.GOES_ON);
    assertThat(console.out).singleElement().asString().contains(Step.RESTART.running());
  }

  @Test
  void aFailureAtOnceIsTold() throws Exception {
    updates.outcome = new Outcome.Failed(Step.STORE.code(), "no room");

    assertThat(installing(true).remove("acme", console)).isEqualTo(ExitCode.FAILED);
    assertThat(console.err).containsExactly("no room");
  }
}
