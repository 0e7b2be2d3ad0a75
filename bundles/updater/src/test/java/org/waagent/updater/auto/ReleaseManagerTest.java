// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.auto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waagent.goalstate.FlexibleVersion;
import org.waagent.plugin.UpdateStatus;

/** What a goal state's words on the agent come to. An empty column: nothing is said. */
class ReleaseManagerTest {
  private final Cases cases = new Cases();

  @ParameterizedTest(name = "{0}: enabled {1}, from RSM {2}, version {3} from {4} -> {5} {6}, {7}")
  @Tag("D45")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        // Who chooses changes: by the agent before.
        "AGENT           | -     | -     | -     | -     | AGENT           | Wait    | -",
        "AGENT           | false | true  | 3.1.0 | -     | AGENT           | Wait    | -",
        "AGENT           | true  | true  | 3.1.0 | -     | RELEASE_MANAGER | Update  | Success",
        "AGENT           | true  | false | 3.0.0 | -     | RELEASE_MANAGER | Settled | Success",
        "AGENT           | true  | -     | 3.1.0 | -     | AGENT           | Refused | -",
        "AGENT           | true  | true  | -     | -     | AGENT           | Refused | -",
        // By the release manager before.
        "RELEASE_MANAGER | false | true  | 3.1.0 | -     | AGENT           | Wait    | -",
        "RELEASE_MANAGER | -     | true  | 3.1.0 | -     | RELEASE_MANAGER | Refused | Error",
        "RELEASE_MANAGER | true  | -     | 3.1.0 | -     | RELEASE_MANAGER | Refused | Error",
        "RELEASE_MANAGER | true  | true  | -     | -     | RELEASE_MANAGER | Refused | Error",
        // Up, the same, not meant, not there, no version.
        "RELEASE_MANAGER | true  | true  | 3.1.0 | -     | RELEASE_MANAGER | Update  | Success",
        "RELEASE_MANAGER | true  | true  | 3.0.0 | -     | RELEASE_MANAGER | Settled | Success",
        "RELEASE_MANAGER | true  | false | 3.1.0 | -     | RELEASE_MANAGER | Settled | Success",
        "RELEASE_MANAGER | true  | true  | 3.2.0 | -     | RELEASE_MANAGER | Refused | Error",
        "RELEASE_MANAGER | true  | true  | three | -     | RELEASE_MANAGER | Refused | Error",
        // Below what is installed.
        "RELEASE_MANAGER | true  | true  | 2.9.0 | 3.0.0 | RELEASE_MANAGER | Refused | Error",
      })
  void followsTheGoalState(
      Chooser before,
      Boolean enabled,
      Boolean meant,
      String version,
      String from,
      Chooser after,
      String decision,
      String told) {
    cases.chooser = before;
    cases.family = Optional.of(Cases.family("Prod", version, from, meant, enabled));
    Verdict verdict = cases.decide();
    assertThat(verdict.decision().getClass().getSimpleName()).isEqualTo(decision);
    assertThat(verdict.chooser()).isEqualTo(after);
    assertThat(told(verdict)).isEqualTo(told);
  }

  @ParameterizedTest(name = "from {0} with {1} running: {2}")
  @Tag("D45")
  @CsvSource(
      nullValues = "-",
      value = {
        "3.1.0, 3.1.0, Update",
        "3.1.0.0, 3.1.0, Update",
        "3.2.0, 3.1.0, Refused",
        "-, 3.1.0, Refused",
        "none, 3.1.0, Refused"
      })
  void goesDownOnlyFromTheVersionThatIsMeant(String from, String running, String decision) {
    cases.chooser = Chooser.RELEASE_MANAGER;
    cases.running = running;
    cases.family = Optional.of(Cases.family("Prod", "3.0.0", from, true, true));
    Verdict verdict = cases.decide();
    assertThat(verdict.decision().getClass().getSimpleName()).isEqualTo(decision);
    if (verdict.decision() instanceof Decision.Update update) {
      assertThat(update.down()).isTrue();
    }
  }

  @Test
  @Tag("D45")
  void anErrorNamesTheVersionThatRunsAndWhatIsWrong() {
    asks("2.9.0");
    assertThat(answer())
        .contains(UpdateStatus.error("3.0.0", "version 2.9.0 is below 3.0.0, which is installed"));
    asks("3.2.0");
    assertThat(answer())
        .contains(UpdateStatus.error("3.0.0", "version 3.2.0 of standard is not in the feed"));
  }

  @Test
  @Tag("V10")
  void announcesAnUpdateInTheWordsThatAreKnown() {
    asks("3.1.0");
    Decision.Update update = (Decision.Update) cases.decide().decision();
    assertThat(update.announcement())
        .isEqualTo(
            "New agent version:3.1.0 requested by RSM in Goal state incarnation_7,"
                + " will update the agent before processing the goal state.");
  }

  @Test
  void isNotFollowedWhereTheOwnerDoesNotWantManagedVersions() {
    cases.managed = false;
    cases.chooser = Chooser.RELEASE_MANAGER;
    asks("3.1.0");
    Verdict verdict = cases.decide();
    assertThat(verdict.chooser()).isEqualTo(Chooser.AGENT);
    assertThat(verdict.asked()).isFalse();
    assertThat(verdict.decision()).isInstanceOf(Decision.Wait.class);
  }

  @Test
  void isNotFollowedBeforeTheFirstLookIsOver() {
    cases.initialOver = false;
    asks("3.0.5");
    Verdict verdict = cases.decide();
    assertThat(verdict.chooser()).isEqualTo(Chooser.AGENT);
    assertThat(verdict.decision())
        .isInstanceOfSatisfying(
            Decision.Update.class,
            update -> assertThat(update.release().version()).hasToString("3.1.0"));
  }

  @Test
  @Tag("D47")
  void aFamilyThatIsMissingIsAnErrorOnlyWhereTheReleaseManagerIsFollowed() {
    cases.family = Optional.of(Cases.family("Canary", "3.1.0", null, true, true));
    assertThat(cases.decide().decision()).isInstanceOf(Decision.Wait.class);
    cases.chooser = Chooser.RELEASE_MANAGER;
    assertThat(answer())
        .contains(
            UpdateStatus.error("3.0.0", "the goal state has no family 'Prod' with an address"));
  }

  @Test
  @Tag("D43")
  void isToldSoWhenUpdatesAreSwitchedOff() {
    cases.automatic = false;
    asks("3.1.0");
    assertThat(answer())
        .contains(UpdateStatus.error("3.0.0", "Auto update is disabled, skipping agent update"));
    cases.chooser = Chooser.RELEASE_MANAGER;
    assertThat(answer().orElseThrow().state()).isEqualTo(UpdateStatus.State.ERROR);
    assertThat(cases.decide().chooser()).isEqualTo(Chooser.RELEASE_MANAGER);
  }

  @Test
  @Tag("D43")
  void isToldSoWhereThereIsNoFeed() {
    cases.address = Optional.empty();
    asks("3.1.0");
    assertThat(answer().orElseThrow().message()).contains("AutoUpdate.Feed");
    asks("3.0.0");
    assertThat(answer()).contains(UpdateStatus.success("3.0.0"));
    cases.family = Optional.of(Cases.family("Prod", null, null, null, null));
    assertThat(answer()).isEmpty();
  }

  @Test
  void theOwnerHasTheLastWord() {
    cases.deny = "3.1";
    asks("3.1.0");
    assertThat(answer().orElseThrow().message())
        .isEqualTo("AutoUpdate.DenyVersions excludes version 3.1.0");
    cases.deny = "";
    cases.allow = "3.0, 3.2";
    assertThat(answer().orElseThrow().message())
        .isEqualTo("AutoUpdate.AllowVersions does not include version 3.1.0");
    cases.allow = "";
    cases.hold = "08:00-18:00 Mon-Fri";
    assertThat(answer().orElseThrow().message()).contains("AutoUpdate.HoldWindow", "18:00");
  }

  @Test
  void theFeedIsAskedForEachNewRequest() {
    asks("3.1.0");
    cases.known =
        Optional.of(new Inputs.Known(Optional.empty(), "no answer", "start incarnation_6"));
    assertThat(cases.decide().decision()).isInstanceOf(Decision.Look.class);
    cases.known =
        Optional.of(new Inputs.Known(Optional.empty(), "no answer", "start incarnation_7"));
    assertThat(answer()).contains(UpdateStatus.error("3.0.0", "no answer"));
  }

  @Test
  @Tag("D47")
  void oneGoalStateIsTriedOnceAndOneVersionThreeTimes() {
    asks("3.1.0");
    FlexibleVersion version = FlexibleVersion.of("3.1.0");
    cases.memory = tried(cases.memory, "start incarnation_7");
    assertThat(answer())
        .contains(UpdateStatus.error("3.0.0", "version 3.1.0: is not healthy: it hangs"));
    cases.memory = tried(tried(cases.memory, "start incarnation_5"), "start incarnation_6");
    assertThat(cases.memory.attempts(version)).isEqualTo(3);
    assertThat(answer().orElseThrow().message())
        .startsWith("Attempted enough update retries for version: 3.1.0")
        .endsWith("it hangs");
  }

  @Test
  void anotherAttemptIsMadeForTheNextGoalState() {
    asks("3.1.0");
    cases.memory = tried(cases.memory, "start incarnation_6");
    assertThat(cases.decide().decision()).isInstanceOf(Decision.Update.class);
  }

  @Test
  void aVersionThatWasSetAsideIsTakenWhenItIsAskedFor() {
    cases.memory = cases.memory.settingAside(FlexibleVersion.of("3.1.0"), "went down");
    asks("3.1.0");
    assertThat(cases.decide().decision()).isInstanceOf(Decision.Update.class);
    assertThat(tried(cases.memory, "any").isSetAside(FlexibleVersion.of("3.1.0"))).isFalse();
  }

  @Test
  void aWrongConfigurationBeginsNothing() {
    cases.complaints = List.of("AutoUpdate.HoldWindow: 'x' is no time");
    asks("3.1.0");
    assertThat(answer().orElseThrow().message()).startsWith("AutoUpdate.HoldWindow");
  }

  static Memory tried(Memory memory, String occasion) {
    return memory
        .trying(new Memory.Tried("3.1.0", occasion, Cases.NOW.toInstant(), ""))
        .failed("is not healthy: it hangs");
  }

  private void asks(String version) {
    cases.family = Optional.of(Cases.family("Prod", version, null, true, true));
  }

  private Optional<UpdateStatus> answer() {
    return Answer.toReleaseManager(cases.decide(), FlexibleVersion.of(cases.running));
  }

  private String told(Verdict verdict) {
    return Answer.toReleaseManager(verdict, FlexibleVersion.of(cases.running))
        .map(status -> status.state() == UpdateStatus.State.SUCCESS ? "Success" : "Error")
        .orElse(null);
  }
}
