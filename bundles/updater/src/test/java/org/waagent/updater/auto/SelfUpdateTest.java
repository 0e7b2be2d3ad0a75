// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.auto;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waagent.goalstate.FlexibleVersion;
import org.waagent.plugin.Outcome;
import org.waagent.updater.auto.Decision.Look;
import org.waagent.updater.auto.Decision.Off;
import org.waagent.updater.auto.Decision.Refused;
import org.waagent.updater.auto.Decision.Settled;
import org.waagent.updater.auto.Decision.Update;
import org.waagent.updater.auto.Decision.Wait;
import org.waagent.updater.pin.Pins;

/** What the agent does by itself. */
class SelfUpdateTest {
  private static final Duration DAY = Duration.ofDays(1);

  private final Cases cases = new Cases();

  @Test
  @Tag("D43")
  void nothingIsFetchedWhereUpdatesAreOffOrThereIsNoFeed() {
    cases.feedKnown = false;
    cases.memory = Memory.NOTHING;
    cases.automatic = false;
    assertThat(cases.decide().decision())
        .isEqualTo(new Off("Auto update is disabled, skipping agent update"));
    cases.automatic = true;
    cases.address = Optional.empty();
    Decision off = cases.decide().decision();
    assertThat(off).isInstanceOf(Off.class);
    assertThat(Answer.toCore(off)).isInstanceOf(Outcome.NotApplicable.class);
  }

  @Test
  @Tag("D44")
  @Tag("V10")
  void takesTheLargestVersionAfterTheDelayOfItsKind() {
    cases.versions = List.of("3.1.0", "3.2.0", "3.0.0.1");
    Wait wait = (Wait) cases.decide().decision();
    assertThat(wait.release().version()).hasToString("3.2.0");
    assertThat(wait.until()).isEqualTo(Cases.NOW.plus(DAY).toInstant());
    assertThat(wait.why())
        .isEqualTo(
            "Self-update discovered new Regular upgrade WALinuxAgent-3.2.0;"
                + " Will upgrade on or after 2026-11-24T12:00:00Z");
    cases.versions = List.of("3.0.0.1");
    Wait hotfix = (Wait) cases.decide().decision();
    assertThat(hotfix.until()).isEqualTo(Cases.NOW.plusHours(4).toInstant());
    assertThat(hotfix.why()).contains("new Hotfix upgrade WALinuxAgent-3.0.0.1");
  }

  @Test
  @Tag("D44")
  @Tag("V10")
  void keepsTheTimeItChoseAndGoesWhenItHasCome() {
    Memory.Planned planned = cases.decide().planned().orElseThrow();
    cases.memory = cases.memory.planning(Optional.of(planned));
    cases.now = Cases.NOW.plusMinutes(30);
    assertThat(cases.decide().planned()).contains(planned);
    cases.now = Cases.NOW.plus(DAY);
    cases.memory = cases.memory.looked(cases.now.toInstant());
    Update update = (Update) cases.decide().decision();
    assertThat(update.down()).isFalse();
    assertThat(update.announcement())
        .isEqualTo(
            "Self-update is ready to upgrade the new agent: 3.1.0 now before processing the goal"
                + " state: incarnation_7");
  }

  @Test
  void aVersionThatAppearsMeanwhileDoesNotPutTheTimeOff() {
    Memory.Planned planned = cases.decide().planned().orElseThrow();
    cases.memory = cases.memory.planning(Optional.of(planned));
    cases.now = Cases.NOW.plusMinutes(30);
    cases.versions = List.of("3.1.0", "3.2.0");
    Memory.Planned other = cases.decide().planned().orElseThrow();
    assertThat(other.version()).isEqualTo("3.2.0");
    assertThat(other.at()).isEqualTo(planned.at());
    cases.versions = List.of("3.0.0.1");
    assertThat(cases.decide().planned().orElseThrow().at())
        .isEqualTo(cases.now.plusHours(4).toInstant());
  }

  @Test
  void whatAWrongClockPlannedIsPlannedAnew() {
    Memory.Planned planned =
        new Memory.Planned("3.1.0", Release.Kind.REGULAR, Cases.NOW.plusYears(9).toInstant());
    cases.memory = cases.memory.planning(Optional.of(planned));
    assertThat(cases.decide().planned().orElseThrow().at())
        .isEqualTo(Cases.NOW.plus(DAY).toInstant());
    cases.memory = Memory.NOTHING.looked(Cases.NOW.plusYears(9).toInstant());
    assertThat(cases.decide().decision()).isInstanceOf(Look.class);
  }

  @ParameterizedTest(name = "looked {0} minutes ago, feed known {1}: {2}")
  @Tag("D44")
  @CsvSource({
    "59, true, Wait",
    "60, true, Look",
    "0, false, Settled",
    "1, false, Look",
    "59, false, Look"
  })
  void asksForTheListOnceAnHourAndSoonAfterAStart(int minutes, boolean known, String decision) {
    cases.feedKnown = known;
    cases.memory = Memory.NOTHING.looked(Cases.NOW.minusMinutes(minutes).toInstant());
    assertThat(cases.decide().decision().getClass().getSimpleName()).isEqualTo(decision);
  }

  @Test
  @Tag("D44")
  void theFirstUpdateOfAMachineIsNotDelayed() {
    cases.initialOver = false;
    assertThat(cases.decide().decision()).isInstanceOf(Update.class);
    cases.memory = Memory.NOTHING;
    cases.feedKnown = false;
    assertThat(cases.decide().decision()).isInstanceOf(Look.class);
  }

  @Test
  void neverGoesDownOrToAnotherFeature() {
    cases.running = "3.1.0";
    Settled settled = (Settled) cases.decide().decision();
    assertThat(settled.again()).contains(Cases.NOW.plusHours(1).toInstant());
    cases.running = "3.0.0";
    Release other =
        new Release(
            "report-ready",
            FlexibleVersion.of("4.0.0"),
            Optional.empty(),
            "",
            OptionalLong.empty(),
            List.of());
    cases.known =
        Optional.of(
            new Inputs.Known(Optional.of(new Feed(Map.of("Prod", List.of(other)))), "", "any"));
    assertThat(cases.decide().decision()).isInstanceOf(Settled.class);
  }

  @ParameterizedTest(name = "allow {0}, deny {1}: {2}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "''       | ''         | 3.2.1",
        "3.1      | ''         | 3.1.5",
        "3.1,3.2  | 3.2        | 3.1.5",
        "3.1.0    | ''         | 3.1.0",
        "''       | 3.2.1      | 3.1.5",
        "3.9      | ''         | -",
        "3.2      | 3          | -",
        "3.0.0    | ''         | -",
      })
  void takesTheLargestOfWhatTheOwnerAllows(String allow, String deny, String version) {
    cases.versions = List.of("3.1.0", "3.2.1", "3.1.5");
    cases.allow = allow;
    cases.deny = deny;
    Decision decision = cases.decide().decision();
    if (version == null) {
      assertThat(decision).isInstanceOf(Settled.class);
    } else {
      assertThat(((Wait) decision).release().version()).hasToString(version);
    }
  }

  @Test
  @Tag("D46")
  void aVersionThatWasSetAsideIsPassedOver() {
    cases.versions = List.of("3.1.0", "3.2.0");
    cases.memory = cases.memory.settingAside(FlexibleVersion.of("3.2"), "went down");
    assertThat(((Wait) cases.decide().decision()).release().version()).hasToString("3.1.0");
  }

  @Test
  void whatTheOwnerFixedByCommandsBindsItToo() {
    cases.versions = List.of("3.1.0", "3.2.0");
    cases.fixed = new Pins.Fixed(Map.of("standard", "3.1.0", "acme", "1"), Optional.empty());
    assertThat(((Wait) cases.decide().decision()).release().version()).hasToString("3.1.0");
    cases.initialOver = false;
    Instant until = Cases.NOW.plusDays(3).toInstant();
    cases.fixed = new Pins.Fixed(Map.of(), Optional.of(until));
    Wait held = (Wait) cases.decide().decision();
    assertThat(held.until()).isEqualTo(until);
    assertThat(held.why()).startsWith("'waagent features hold' holds the update");
    cases.now = Cases.NOW.plusDays(3);
    cases.memory = cases.memory.looked(cases.now.toInstant());
    assertThat(cases.decide().decision()).isInstanceOf(Update.class);
  }

  @Test
  void aHoldWindowHoldsAlsoWhatIsDue() {
    cases.initialOver = false;
    cases.hold = "08:00-18:00";
    Wait wait = (Wait) cases.decide().decision();
    assertThat(wait.until()).isEqualTo(Cases.NOW.withHour(18).toInstant());
    assertThat(wait.why()).contains("AutoUpdate.HoldWindow holds the update to standard-3.1.0");
  }

  @Test
  @Tag("D47")
  void afterAFailureItWaitsAndAfterThreeItGivesUp() {
    cases.memory = ReleaseManagerTest.tried(cases.memory, "earlier");
    Wait wait = (Wait) cases.decide().decision();
    assertThat(Answer.toCore(wait))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.text()).contains("it hangs", "on or after"));
    cases.memory = ReleaseManagerTest.tried(cases.memory, "later");
    cases.memory = ReleaseManagerTest.tried(cases.memory, "still later");
    Refused refused = (Refused) cases.decide().decision();
    assertThat(refused.text()).startsWith("Attempted enough update retries for version: 3.1.0");
    cases.versions = List.of("3.1.0", "3.1.1");
    assertThat(cases.decide().decision()).isInstanceOf(Wait.class);
  }

  @Test
  @Tag("D47")
  void aFeedWithoutTheFamilyOrWithoutSenseIsAnErrorUntilTheNextLook() {
    cases.known = Optional.of(new Inputs.Known(Optional.of(new Feed(Map.of())), "", "any"));
    Refused missing = (Refused) cases.decide().decision();
    assertThat(missing.text()).isEqualTo("the feed has no family 'Prod'");
    assertThat(missing.again()).contains(Cases.NOW.plusHours(1).toInstant());
    cases.known = Optional.of(new Inputs.Known(Optional.empty(), "feed is no object", "any"));
    Refused broken = (Refused) cases.decide().decision();
    assertThat(broken.text()).isEqualTo("feed is no object");
    assertThat(Answer.toCore(broken)).isEqualTo(new Outcome.Failed(12, "feed is no object"));
  }
}
