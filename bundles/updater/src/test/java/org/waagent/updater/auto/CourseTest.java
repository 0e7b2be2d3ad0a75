// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.auto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.goalstate.AgentFamily;
import org.waagent.goalstate.FlexibleVersion;
import org.waagent.machine.TestLog;
import org.waagent.machine.TestMachine;
import org.waagent.os.Mode;
import org.waagent.plugin.Change;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Plan;
import org.waagent.plugin.UpdateStatus;
import org.waagent.plugin.Wanted;
import org.waagent.updater.Origin;
import org.waagent.updater.State;
import org.waagent.updater.Step;
import org.waagent.updater.pin.Pins;

/** From goal states to what is asked of the network, of the disk and of the updates. */
class CourseTest {
  private static final String FEED = "https://feed.test/feed.json";
  private static final Path LIB = Path.of("/var/lib/waagent");
  private static final Path FOLDER = LIB.resolve("state/updater");

  @TempDir Path root;
  private final TestArtifacts artifacts = new TestArtifacts();
  private final TestLog log = new TestLog();
  private final List<String> asked = new ArrayList<>();
  private TestMachine machine;
  private TestUpdates updates;
  private Course course;
  private Optional<AgentFamily> family = Optional.empty();
  private int incarnation = 1;

  @BeforeEach
  void build() throws Exception {
    machine = TestMachine.at(root);
    updates = new TestUpdates(machine.files());
    write("/opt/waagent/features/standard.list", "version 3.0.0\nbundle a.jar\n");
    course = course(TestGoals.rules(FEED));
    publish("3.1.0");
  }

  private Course course(Rules rules) {
    RunningAgent.Started started =
        new RunningAgent.Started("standard", "3.0.0", Path.of("/opt/waagent"));
    return new Course(
        rules,
        new RunningAgent(updates, started, machine.files()),
        new Course.Disk(
            new Marks(LIB, machine.files()), new Pins(machine.files(), LIB.resolve("features"))),
        new UpdateChange.Tools(
            new Fetching(List.of(artifacts), machine.files(), FOLDER),
            updates,
            new MemoryFile(FOLDER, machine.files(), log.logger()),
            machine.clock(),
            log.logger()),
        ZoneOffset.UTC,
        Cases.Late::new,
        asked::add);
  }

  @Test
  @Tag("D44")
  @Tag("V10")
  void aNewMachineIsUpdatedAtOnceAndThenHasTheMark() throws Exception {
    assertThat(settle()).isEqualTo(Outcome.done());
    assertThat(updates.taken).containsExactly("3.1.0");
    assertThat(machine.files().exists(LIB.resolve("waagent_initial_update"))).isTrue();
    assertThat(artifacts.asked).containsExactly(FEED, "https://feed.test/standard-3.1.0.zip");
    assertThat(machine.files().list(FOLDER)).containsExactly("auto.json");
    assertThat(log.lines().toString())
        .contains("Self-update is ready to upgrade the new agent: 3.1.0 now before processing")
        .contains(
            "Current Agent WALinuxAgent-3.0.0 completed all update checks, going to upgrade to the"
                + " new Agent version 3.1.0");
  }

  @Test
  @Tag("D44")
  void laterItWaitsAndAsksForTheListOnceAnHour() throws Exception {
    mark("waagent_initial_update");
    settle();
    assertThat(updates.taken).isEmpty();
    assertThat(course.explanation()).contains("new Regular upgrade WALinuxAgent-3.1.0");
    assertThat(log.lines().toString()).contains("Will upgrade on or after");
    artifacts.asked.clear();
    for (int minute = 0; minute < 59; minute++) {
      machine.clock().advance(Duration.ofMinutes(1));
      settle();
    }
    assertThat(artifacts.asked).isEmpty();
    machine.clock().advance(Duration.ofMinutes(1));
    settle();
    assertThat(artifacts.asked).containsExactly(FEED);
    machine.clock().advance(Duration.ofDays(1));
    settle();
    assertThat(updates.taken).containsExactly("3.1.0");
  }

  @Test
  void thePlannedTimeSurvivesARestart() throws Exception {
    mark("waagent_initial_update");
    settle();
    Memory before = memory();
    course = course(TestGoals.rules(FEED));
    machine.clock().advance(Duration.ofMinutes(2));
    settle();
    assertThat(memory().planned()).isEqualTo(before.planned()).isPresent();
  }

  @Test
  void asksForAPlanWhenTheTimeHasComeUnlessItIsStopped() throws Exception {
    mark("waagent_initial_update");
    settle();
    asked.clear();
    machine.clock().advance(Duration.ofDays(1).plusMinutes(1));
    assertThat(asked).isNotEmpty();
    settle();
    asked.clear();
    course.stop();
    machine.clock().advance(Duration.ofDays(3));
    assertThat(asked).isEmpty();
  }

  @Test
  @Tag("D43")
  void withoutAFeedNothingIsFetchedAndForeignPackagesAreLeftAlone() throws Exception {
    course = course(TestGoals.rules(""));
    write("/var/lib/waagent/WALinuxAgent-9.9.9.9/HandlerManifest.json", "[]");
    family = Optional.of(Cases.family("Prod", "9.9.9.9", null, true, true));
    assertThat(settle()).isInstanceOf(Outcome.NotApplicable.class);
    assertThat(artifacts.asked).isEmpty();
    assertThat(updates.taken).isEmpty();
    assertThat(course.told().orElseThrow().state()).isEqualTo(UpdateStatus.State.ERROR);
    assertThat(machine.files().list(LIB))
        .contains("WALinuxAgent-9.9.9.9", "waagent_initial_update");
  }

  @Test
  @Tag("D45")
  void goesWhereTheReleaseManagerSends() throws Exception {
    mark("waagent_initial_update");
    assertThat(request("3.1.0", null)).isEqualTo(Outcome.done());
    assertThat(updates.taken).containsExactly("3.1.0");
    assertThat(machine.files().exists(LIB.resolve("waagent_rsm_update"))).isTrue();
    assertThat(course.told()).contains(UpdateStatus.success("3.1.0"));
    family = Optional.of(Cases.family("Prod", null, null, null, false));
    settle();
    assertThat(machine.files().exists(LIB.resolve("waagent_rsm_update"))).isFalse();
    assertThat(course.told()).isEmpty();
  }

  @Test
  @Tag("D46")
  void goingDownSetsThePresentVersionAside() throws Exception {
    mark("waagent_initial_update");
    publish("3.0.0", "3.1.0");
    updates.version = "3.1.0";
    assertThat(request("3.0.0", "3.1.0")).isEqualTo(Outcome.done());
    assertThat(updates.version).isEqualTo("3.0.0");
    assertThat(log.lines().toString())
        .contains("going to downgrade to the new Agent version 3.0.0");
    family = Optional.of(Cases.family("Prod", null, null, null, false));
    settle();
    assertThat(course.explanation()).contains("3.0.0 is the newest version that may be taken");
  }

  @Test
  @Tag("D47")
  void anUnhealthyVersionIsReportedAndTriedThreeTimesAtMost() throws Exception {
    mark("waagent_initial_update");
    updates.unhealthy = Optional.of("no goal state was read");
    for (int attempt = 1; attempt <= 5; attempt++) {
      assertThat(request("3.1.0", null)).isInstanceOf(Outcome.Failed.class);
      assertThat(course.told().orElseThrow().message()).contains("no goal state was read");
    }
    assertThat(updates.taken).hasSize(3);
    assertThat(course.told().orElseThrow().message())
        .startsWith("Attempted enough update retries for version: 3.1.0");
  }

  @Test
  @Tag("D47")
  void anArchiveThatIsRefusedIsReported() throws Exception {
    mark("waagent_initial_update");
    updates.refusal = Optional.of(new Outcome.Failed(2, "the signature does not hold"));
    Outcome.Failed failed = (Outcome.Failed) request("3.1.0", null);
    assertThat(failed.text()).isEqualTo("version 3.1.0: the signature does not hold");
    assertThat(course.told()).contains(UpdateStatus.error("3.0.0", failed.text()));
    assertThat(machine.files().list(FOLDER)).containsExactly("auto.json");
  }

  @Test
  @Tag("D47")
  void anArchiveThatIsNotTheOneListedNeverGetsFurther() throws Exception {
    mark("waagent_initial_update");
    artifacts.content.put("https://feed.test/standard-3.1.0.zip", "3.1.1".getBytes(UTF_8));
    Outcome.Failed failed = (Outcome.Failed) request("3.1.0", null);
    assertThat(failed.text()).contains("could not be downloaded", "digest");
    artifacts.content.put("https://feed.test/standard-3.1.0.zip", "3.1.0 and more".getBytes(UTF_8));
    failed = (Outcome.Failed) request("3.1.0", null);
    assertThat(failed.text()).contains("has more than 5 bytes");
    assertThat(updates.taken).isEmpty();
    assertThat(machine.files().list(FOLDER)).containsExactly("auto.json");
    assertThat(memory().attempts()).isEmpty();
  }

  @Test
  void whatAnotherBundleFinishedIsExplainedFromTheHistory() throws Exception {
    mark("waagent_initial_update");
    settle();
    updates.unhealthy = Optional.of("it hangs");
    write("/tmp/archive", "3.1.0");
    Memory begun =
        memory()
            .trying(
                new Memory.Tried("3.1.0", "start incarnation_2", machine.clock().instant(), ""));
    new MemoryFile(FOLDER, machine.files(), log.logger()).write(begun);
    updates.update(Path.of("/tmp/archive"), Origin.AUTO);
    Outcome.Failed failed = (Outcome.Failed) request("3.1.0", null);
    assertThat(failed.text()).isEqualTo("version 3.1.0: is not healthy: it hangs");
  }

  @Test
  void pinsThatCanNotBeReadKeepEveryUpdateBack() throws Exception {
    write("/var/lib/waagent/features/pins.json", "[");
    assertThatThrownBy(() -> course.plan(wanted())).hasMessageContaining("pins.json");
  }

  @Test
  void nothingIsDecidedWhileAnUpdateIsUnderWay() throws Exception {
    mark("waagent_initial_update");
    mark("waagent_rsm_update");
    updates.underWay = Optional.of(underWay());
    Plan plan = course.plan(wanted());
    assertThat(plan.changes()).hasSize(1);
    assertThat(plan.changes().get(0).description())
        .isEqualTo("update to acme-1.0: watching whether all is well");
    assertThat(plan.settled()).isEqualTo(Outcome.done());
    assertThat(course.told()).contains(UpdateStatus.success("3.0.0"));
    assertThat(plan.changes().get(0).apply()).isInstanceOf(Outcome.RetryLater.class);
    assertThat(asked).isEmpty();
    updates.underWay = Optional.empty();
    assertThat(plan.changes().get(0).apply()).isEqualTo(Outcome.done());
    assertThat(asked).containsExactly("an update is over");
    assertThat(artifacts.asked).isEmpty();
  }

  @Test
  @Tag("D45")
  void whatItBeganIsToldAsSuccessOnceItIsThere() throws Exception {
    mark("waagent_initial_update");
    settle();
    new MemoryFile(FOLDER, machine.files(), log.logger())
        .write(
            memory()
                .trying(
                    new Memory.Tried(
                        "3.1.0", "start incarnation_2", machine.clock().instant(), "")));
    updates.underWay = Optional.of(underWay());
    incarnation = 2;
    family = Optional.of(Cases.family("Prod", "3.1.0", null, true, true));
    assertThat(course.plan(wanted()).settled()).isEqualTo(Outcome.done());
    updates.underWay = Optional.empty();
    updates.version = "3.1.0";
    assertThat(settle()).isEqualTo(Outcome.done());
    assertThat(course.told()).contains(UpdateStatus.success("3.1.0"));
    assertThat(updates.taken).isEmpty();
  }

  @Test
  void aVersionThatSomebodyWentBackFromIsNotTakenAgain() throws Exception {
    settle();
    assertThat(updates.taken).containsExactly("3.1.0");
    updates.version = "3.0.0";
    for (int day = 0; day < 3; day++) {
      machine.clock().advance(Duration.ofDays(1));
      settle();
    }
    assertThat(updates.taken).hasSize(1);
    assertThat(memory().isSetAside(FlexibleVersion.of("3.1.0"))).isTrue();
    assertThat(request("3.1.0", null)).isEqualTo(Outcome.done());
    assertThat(updates.version).isEqualTo("3.1.0");
  }

  private State.UnderWay underWay() {
    return new State.UnderWay(
        "1", Origin.COMMAND, "acme-1.0", "b", Step.WATCH, machine.clock().instant(), 1);
  }

  @Test
  void aFeedThatCanNotBeHadIsToldAndAskedAgainLater() throws Exception {
    artifacts.content.clear();
    Outcome first = settle();
    assertThat(first).isEqualTo(new Outcome.Failed(12, "the feed can't be had: 404 for " + FEED));
    machine.clock().advance(Duration.ofHours(1));
    artifacts.asked.clear();
    Plan look = course.plan(wanted());
    assertThat(look.settled()).isEqualTo(first);
    publish("3.0.0");
    assertThat(settle()).isEqualTo(Outcome.done());
  }

  @Test
  void aMemoryThatMakesNoSenseIsForgottenAndToldSo() throws Exception {
    for (String text : List.of("", "[]", "{}", "{\"attempts\":{\"3\":{}},\"setAside\":{}}")) {
      write(FOLDER.resolve("auto.json").toString(), text);
      assertThat(memory()).isEqualTo(Memory.NOTHING);
    }
    assertThat(log.lines()).hasSize(4).allMatch(line -> line.contains("auto.json"));
  }

  @Test
  void memoryIsWrittenAndReadWhole() throws Exception {
    Memory whole =
        ReleaseManagerTest.tried(Memory.NOTHING.looked(Cases.NOW.toInstant()), "start 1")
            .settingAside(FlexibleVersion.of("3.2"), "went down")
            .planning(
                Optional.of(
                    new Memory.Planned("3.3.0", Release.Kind.HOTFIX, Cases.NOW.toInstant())));
    new MemoryFile(FOLDER, machine.files(), log.logger()).write(whole);
    assertThat(memory()).isEqualTo(whole);
  }

  private Memory memory() {
    return new MemoryFile(FOLDER, machine.files(), log.logger()).read();
  }

  private Outcome request(String version, String from) throws Exception {
    incarnation++;
    family = Optional.of(Cases.family("Prod", version, from, true, true));
    return settle();
  }

  /** Plans and applies until nothing is to be done; what the last change or plan came to. */
  private Outcome settle() throws Exception {
    Outcome changed = Outcome.done();
    for (int round = 0; round < 5; round++) {
      Plan plan = course.plan(wanted());
      if (plan.isEmpty()) {
        return plan.settled();
      }
      for (Change change : plan.changes()) {
        changed = change.apply();
      }
    }
    throw new AssertionError("does not come to rest; last: " + changed);
  }

  private Wanted wanted() {
    return TestGoals.wanted(incarnation, family);
  }

  private void publish(String... versions) throws Exception {
    StringBuilder list = new StringBuilder();
    for (String version : versions) {
      byte[] archive = version.getBytes(UTF_8);
      String digest =
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(archive));
      artifacts.content.put("https://feed.test/standard-" + version + ".zip", archive);
      list.append(list.length() == 0 ? "" : ",")
          .append("{'feature':'standard','version':'" + version + "','sha256':'" + digest)
          .append("','size':" + archive.length + ",'uris':['standard-" + version + ".zip']}");
    }
    String feed = "{'feed':1,'families':[{'name':'Prod','versions':[" + list + "]}]}";
    artifacts.content.put(FEED, feed.replace('\'', '"').getBytes(UTF_8));
  }

  private void mark(String name) throws Exception {
    write(LIB.resolve(name).toString(), "");
  }

  private void write(String path, String text) throws Exception {
    machine.files().makeFolder(Path.of(path).getParent(), Mode.OWNER_FOLDER);
    machine.files().write(Path.of(path), text.getBytes(UTF_8), Mode.OWNER_ONLY);
  }
}
