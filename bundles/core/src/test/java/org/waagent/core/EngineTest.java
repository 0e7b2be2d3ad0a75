// SPDX-License-Identifier: Apache-2.0
package org.waagent.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.core.lane.HandLanes;
import org.waagent.core.loop.TestGoalStates;
import org.waagent.core.plugins.TestPlugin;
import org.waagent.core.task.TaskSource;
import org.waagent.goalstate.GoalState;
import org.waagent.host.GoalStateSource.Document;
import org.waagent.host.GoalStateSource.Polled;
import org.waagent.host.GoalStateSource.Unread;
import org.waagent.host.HostException;
import org.waagent.host.StatusSink;
import org.waagent.machine.TestMachine;
import org.waagent.os.Mode;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Plan;

class EngineTest {
  private static final Path LIB = Path.of("/var/lib/waagent");

  @TempDir Path root;
  private final HandLanes hand = new HandLanes();
  private final Set<String> owned = new HashSet<>();
  private final List<String> published = new ArrayList<>();
  private final List<String> uploads = new ArrayList<>();
  private final List<String> health = new ArrayList<>();
  private final Host host = new Host();
  private GoalState goalState = TestGoalStates.of("1");
  private GoalState polled;
  private int polls;
  private TestMachine machine;
  private Engine engine;

  @BeforeEach
  void build() {
    machine = TestMachine.at(root);
    host.goalStates().put(how -> poll());
    host.status()
        .put(
            (blob, text) -> {
              uploads.add(new String(text, StandardCharsets.UTF_8));
              return new StatusSink.Accepted("host plugin");
            });
    host.health().put(new TestHealth(state -> health.add(state.getClass().getSimpleName())));
    engine = engine();
  }

  private Engine engine() {
    return TestEngine.on(machine, hand, host)
        .owners(
            ids -> {
              Set<String> found = new HashSet<>(owned);
              found.retainAll(ids);
              return found;
            })
        .publishing(published::add)
        .initialPeriod(Duration.ofSeconds(2))
        .build();
  }

  @Test
  void carriesAGoalStateToThePluginsTheStatusAndTheFabric() throws Exception {
    TestPlugin plugin = handler("Ready");
    start();
    engine.plugins().add(plugin, TestPlugin.facts());
    hand.advance(Duration.ofSeconds(1));
    assertThat(plugin.planned()).last().matches(w -> w.goalState().equals(Optional.of(goalState)));
    assertThat(uploads).last().asString().contains("Acme.Tool");
    assertThat(health).containsExactly("Ready");
    assertThat(published).hasSize(3);
    assertThat(engine.situation().isSettled()).isTrue();
    assertThat(machine.files().list(LIB))
        .contains("GoalState.1.xml", "SharedConfig.xml", "history", "initial_goal_state");
    assertThat(machine.files().readText(LIB.resolve("initial_goal_state"), 100))
        .isEqualTo("[('Acme.Tool', 'Ready')]");
  }

  @Test
  void pollsOftenUntilTheFirstGoalStateIsSettledAndThenAsConfigured() {
    List<String> state = new ArrayList<>(List.of("Installing"));
    engine
        .plugins()
        .add(
            new TestPlugin(
                "handlers", w -> Plan.nothing(), () -> TestPlugin.reportOf(state.get(0))),
            TestPlugin.facts());
    start();
    hand.advance(Duration.ofSeconds(20));
    assertThat(polls).isEqualTo(11);
    state.set(0, "Ready");
    hand.advance(Duration.ofSeconds(10));
    int before = polls;
    hand.advance(Duration.ofSeconds(60));
    assertThat(polls - before).isEqualTo(10);
  }

  @Test
  void aChangedPeriodTakesEffectWithoutANewStart() {
    start();
    hand.advance(Duration.ofSeconds(12));
    engine.configure(new ExtensionsConfig.Periods(Duration.ofSeconds(30), Duration.ofSeconds(30)));
    hand.advance(Duration.ofSeconds(30));
    int before = polls;
    hand.advance(Duration.ofSeconds(60));
    assertThat(polls - before).isEqualTo(2);
  }

  @Test
  void theReadyReportWaitsForTheOwnerOfTheCondition() {
    owned.add("provisioned");
    start();
    hand.advance(Duration.ofSeconds(10));
    assertThat(health).isEmpty();
    assertThat(engine.situation().isSettled()).isFalse();
    engine
        .plugins()
        .add(new TestPlugin("provisioning", w -> Plan.nothing()), TestPlugin.facts("provisioned"));
    hand.advance(Duration.ofSeconds(10));
    assertThat(health).containsExactly("Ready");
  }

  @Test
  void isNotSettledWhileAPluginMeansToTryAgain() {
    Outcome later = new Outcome.RetryLater("busy", hand.clock().instant().plusSeconds(3600));
    engine.plugins().add(new TestPlugin("kernel", w -> Plan.nothing(later)), TestPlugin.facts());
    start();
    hand.advance(Duration.ofSeconds(30));
    assertThat(engine.situation().isSettled()).isFalse();
  }

  @Test
  void goesOnWhenTheHostsBundleIsReplaced() {
    start();
    hand.advance(Duration.ofSeconds(1));
    host.goalStates().remove(null);
    host.status().put((blob, text) -> new StatusSink.Accepted("direct"));
    hand.advance(Duration.ofSeconds(10));
    JsonObject report = engine.situation().json().getAsJsonObject("report");
    assertThat(report.get("channel").getAsString()).isEqualTo("direct");
    assertThat(engine.situation().json().get("failed").getAsBoolean()).isFalse();
  }

  @Test
  void leavesItsStateOnDiskWithoutWearingIt() throws Exception {
    start();
    hand.advance(Duration.ofSeconds(20));
    Path file = LIB.resolve("state/core/status.json");
    JsonObject json =
        JsonParser.parseString(machine.files().readText(file, 100_000)).getAsJsonObject();
    assertThat(json.get("settled").getAsBoolean()).isTrue();
    machine.files().delete(file);
    hand.advance(Duration.ofMinutes(2));
    assertThat(machine.files().exists(file)).isFalse();
    engine.stop();
    assertThat(machine.files().exists(file)).isTrue();
  }

  @Test
  void pluginsHearOfANewContainerOfTheSameGoalState() {
    TestPlugin plugin = handler("Ready");
    engine.plugins().add(plugin, TestPlugin.facts());
    start();
    hand.advance(Duration.ofSeconds(10));
    int planned = plugin.planned().size();

    goalState = TestGoalStates.in("another-container", goalState);
    polled = goalState;
    hand.advance(Duration.ofSeconds(10));

    assertThat(plugin.planned()).hasSize(planned + 1);
    assertThat(plugin.planned())
        .last()
        .matches(w -> w.goalState().orElseThrow().containerId().equals("another-container"));
  }

  @Test
  void takesAGoalStateThatIsNewOnlyToTheCore() {
    polled = goalState;
    TestPlugin plugin = handler("Ready");
    engine.plugins().add(plugin, TestPlugin.facts());
    start();
    hand.advance(Duration.ofSeconds(10));
    assertThat(plugin.planned()).last().matches(w -> w.goalState().isPresent());
    assertThat(engine.situation().isSettled()).isTrue();
  }

  @Test
  void tidiesWhatOlderAgentsLeftOnceTheStartIsOver() throws Exception {
    machine.files().makeFolder(LIB, Mode.OWNER_FOLDER);
    machine.files().write(LIB.resolve("ExtensionsConfig.3.xml"), new byte[0], Mode.OWNER_ONLY);
    start();
    assertThat(machine.files().list(LIB)).contains("ExtensionsConfig.3.xml");
    hand.advance(Duration.ofSeconds(11));
    assertThat(machine.files().list(LIB)).doesNotContain("ExtensionsConfig.3.xml");
  }

  @Test
  void saysWhatItDoesOnlyOnChange() {
    start();
    hand.advance(Duration.ofSeconds(20));
    int lines = hand.log().lines().size();
    hand.advance(Duration.ofMinutes(20), Duration.ofSeconds(1));
    assertThat(hand.log().lines()).hasSize(lines);
  }

  @Test
  void aPeriodicTaskOfAMinuteAddsNoWakeUp() {
    start();
    hand.advance(Duration.ofSeconds(30));
    int timers = hand.clock().pending();
    List<Duration> runs = new ArrayList<>();
    engine
        .tasks()
        .add(
            "key",
            new TaskSource(
                "beat", Duration.ofMinutes(1), () -> () -> runs.add(hand.clock().sinceStart())));
    int most = 0;
    for (int i = 0; i < 6000; i++) {
      hand.advance(Duration.ofMillis(100));
      most = Math.max(most, hand.clock().pending());
    }
    assertThat(runs).hasSizeBetween(9, 11);
    assertThat(most).isLessThanOrEqualTo(timers + 1);
    assertThat(engine.situation().json().get("tasks").toString()).contains("\"name\":\"beat\"");
  }

  @Test
  @Tag("D1")
  void tasksBeginWithTheFirstGoalState() {
    host.goalStates().put(how -> refuse());
    List<String> runs = new ArrayList<>();
    engine
        .tasks()
        .add("key", new TaskSource("beat", Duration.ofMinutes(1), () -> () -> runs.add("run")));
    start();
    hand.advance(Duration.ofMinutes(5));
    assertThat(runs).isEmpty();
    host.goalStates().put(how -> poll());
    hand.advance(Duration.ofSeconds(20));
    assertThat(runs).hasSize(1);
  }

  @Test
  void knowsAfterARestartWhenAStatusWasLastAccepted() {
    start();
    hand.advance(Duration.ofSeconds(20));
    engine.stop();
    String before = accepted();
    host.goalStates().put(how -> refuse());
    host.status()
        .put(
            (blob, text) -> {
              throw new HostException(HostException.Kind.UNREACHABLE, "nobody answers");
            });
    engine = engine();
    start();
    hand.advance(Duration.ofMinutes(20));
    assertThat(accepted()).isEqualTo(before).isNotEmpty();
    JsonObject json = engine.situation().json();
    assertThat(json.getAsJsonObject("report").get("channel").getAsString())
        .isEqualTo("host plugin");
    assertThat(json.getAsJsonObject("polls").has("failingSince")).isTrue();
  }

  @Test
  void theTimeOfTheLastAcceptedStatusOnDiskIsNeverFarFromTheTruth() throws Exception {
    start();
    hand.advance(Duration.ofHours(2), Duration.ofSeconds(1));
    Path file = LIB.resolve("state/core/status.json");
    JsonObject json =
        JsonParser.parseString(machine.files().readText(file, 100_000)).getAsJsonObject();
    Instant kept = Instant.parse(json.getAsJsonObject("report").get("accepted").getAsString());
    assertThat(Duration.between(kept, hand.clock().instant())).isLessThan(Duration.ofMinutes(16));
  }

  @Test
  void namesWhatItDoesNotUnderstandForAsLongAsItLastsAndKeepsItOnce() throws Exception {
    start();
    hand.advance(Duration.ofSeconds(10));
    Document odd = new Document("VmSettings.json", "{ no json");
    Unread unread = new Unread("etag_7", odd, "VmSettings.json: line 3, column 9: no name");
    host.goalStates().put(how -> new Polled.Unchanged(goalState, List.of(unread)));
    hand.advance(Duration.ofSeconds(30));
    String since = fault().get("since").getAsString();
    hand.advance(Duration.ofMinutes(5), Duration.ofSeconds(1));
    assertThat(fault().get("tag").getAsString()).isEqualTo("etag_7");
    assertThat(fault().get("since").getAsString()).isEqualTo(since);
    assertThat(engine.situation().json().get("failed").getAsBoolean()).isTrue();
    assertThat(machine.files().list(LIB.resolve("history")))
        .filteredOn(name -> name.contains("__etag_7"))
        .hasSize(1);
    host.goalStates().put(how -> new Polled.Unchanged(goalState));
    hand.advance(Duration.ofSeconds(30));
    assertThat(engine.situation().json().getAsJsonArray("notUnderstood")).isEmpty();
    assertThat(engine.situation().json().get("failed").getAsBoolean()).isFalse();
  }

  private JsonObject fault() {
    return engine.situation().json().getAsJsonArray("notUnderstood").get(0).getAsJsonObject();
  }

  private String accepted() {
    JsonObject report = engine.situation().json().getAsJsonObject("report");
    return report.has("accepted") ? report.get("accepted").getAsString() : "";
  }

  private static Polled refuse() throws HostException {
    throw new HostException(HostException.Kind.UNREACHABLE, "nobody answers");
  }

  @Test
  void nothingGoesOnOnceItIsStopped() {
    start();
    hand.advance(Duration.ofSeconds(10));
    engine.stop();
    int before = polls + uploads.size();
    hand.advance(Duration.ofMinutes(5), Duration.ofSeconds(1));
    assertThat(polls + uploads.size()).isEqualTo(before);
  }

  private void start() {
    engine.start();
    engine.startRest();
    hand.settle();
  }

  private static TestPlugin handler(String state) {
    return new TestPlugin("handlers", w -> Plan.nothing(), () -> TestPlugin.reportOf(state));
  }

  private Polled poll() {
    polls++;
    boolean fresh = goalState != polled;
    polled = goalState;
    return fresh
        ? new Polled.Fresh(goalState, List.of(new Document("GoalState.xml", "<GoalState/>")))
        : new Polled.Unchanged(goalState);
  }
}
