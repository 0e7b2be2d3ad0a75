// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.core.history.History;
import org.waagent.core.lane.HandLanes;
import org.waagent.core.loop.TestGoalStates;
import org.waagent.core.plugins.PluginFacts;
import org.waagent.core.plugins.Plugins;
import org.waagent.core.plugins.TestPlugin;
import org.waagent.goalstate.GoalState;
import org.waagent.goalstate.StatusBlob;
import org.waagent.host.HostException;
import org.waagent.host.StatusSink;
import org.waagent.machine.TestMachine;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Plan;
import org.waagent.plugin.Report;
import org.waagent.plugin.Status;

class StatusPublisherTest {
  private static final PluginFacts FACTS =
      new PluginFacts("1.2.3", List.of("Multi=1.0"), List.of());

  @TempDir Path root;

  private final HandLanes hand = new HandLanes();
  private final List<JsonObject> uploaded = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private Optional<GoalState> newest = Optional.of(TestGoalStates.of("1"));
  private HostException refusal;
  private int refused;
  private Outcome outcome = Outcome.done();
  private Report report = Report.none();
  private Plugins plugins;
  private StatusPublisher publisher;
  private History history;
  private TestMachine machine;

  @BeforeEach
  void build() {
    machine = TestMachine.at(root);
    history = new History(TestPublisher.LIB, machine.files(), hand.clock(), hand.log().logger());
    TestPublisher bench =
        TestPublisher.on(machine, hand).newest(() -> newest).listener(listener()).history(history);
    plugins = bench.plugins(() -> publisher.soon());
    publisher = bench.build(plugins, this::upload);
  }

  @Test
  @Tag("V1")
  void reportsEachPeriodThoughNothingChanges() {
    publisher.start();
    hand.advance(Duration.ofSeconds(60));
    assertThat(uploaded).hasSize(11);
    assertThat(publisher.delivery().channel()).hasValue("host plugin");
    assertThat(publisher.delivery().accepted()).hasValue(hand.clock().instant());
  }

  @Test
  void reportsWithinAFifthOfASecondAfterAChangeAndOnceForSeveral() {
    publisher.start();
    hand.advance(Duration.ofSeconds(1));
    publisher.soon();
    publisher.soon();
    hand.advance(Duration.ofMillis(200));
    assertThat(uploaded).hasSize(2);
  }

  @Test
  void saysNothingWithoutAGoalState() {
    newest = Optional.empty();
    publisher.start();
    hand.advance(Duration.ofSeconds(20));
    assertThat(uploaded).isEmpty();
    assertThat(publisher.delivery().failures()).isZero();
  }

  @Test
  void aRefusedReportIsTriedAgainWithTheNewestContentUntilItIsTaken() {
    refusal = new HostException(HostException.Kind.UNREACHABLE, "neither way works");
    add(new TestPlugin("Acme.Tool", wanted -> Plan.nothing(outcome)));
    publisher.start();
    hand.advance(Duration.ofMinutes(3));
    assertThat(refused).isBetween(28, 40);
    assertThat(publisher.delivery().failures()).isEqualTo(refused);
    assertThat(hand.log().lines()).filteredOn(line -> line.contains("neither way")).hasSize(1);
    outcome = new Outcome.Failed(9, "out of paper");
    plugins.replanAll("test");
    refusal = null;
    hand.advance(Duration.ofSeconds(7));
    assertThat(handlers(0)).contains("out of paper");
    assertThat(publisher.delivery().failures()).isZero();
    assertThat(publisher.delivery().error()).hasValue("neither way works");
  }

  @Test
  void aGoalStateWithoutABlobAsksForItWholeAgain() {
    newest = Optional.of(TestGoalStates.of("1", "incarnation_1", Optional.empty()));
    publisher.start();
    hand.advance(Duration.ofSeconds(1));
    assertThat(asked).containsExactly("blob");
    assertThat(publisher.delivery().error()).hasValue("the goal state names no status blob");
  }

  @Test
  void mergesReportsAndGivesADottedPluginAnEntryOfItsOwn() {
    report = new Report(List.of(handler("Other.Handler")), Optional.empty());
    add(new TestPlugin("extension-handler", wanted -> Plan.nothing(), () -> report));
    add(new TestPlugin("Acme.Tool", wanted -> Plan.nothing()));
    publisher.start();
    hand.advance(Duration.ofSeconds(1));
    assertThat(handlers(uploaded.size() - 1))
        .contains("\"handlerName\":\"Other.Handler\"")
        .contains(
            "{\"handlerVersion\":\"1.2.3\",\"handlerName\":\"Acme.Tool\",\"status\":\"Ready\"");
    assertThat(uploaded.get(0).get("supportedFeatures").toString())
        .isEqualTo(
            "[{\"Key\":\"Multi\",\"Value\":\"1.0\"},{\"Key\":\"FastTrack\",\"Value\":\"1.0\"}]");
  }

  @Test
  void tellsOfTheAgentsOwnPluginsInTheAgentsMessage() {
    Outcome failed = new Outcome.Failed(2, "no module\n[stdout]\npages of it");
    add(new TestPlugin("kernel", wanted -> Plan.nothing(failed)));
    publisher.start();
    hand.advance(Duration.ofSeconds(1));
    assertThat(uploaded.get(0).toString())
        .contains("Guest Agent is running; kernel failed: no module\"");
  }

  @Test
  void aReportThatThrowsLeavesWhatWasSaidBeforeAndTheOthersAlone() {
    report = new Report(List.of(handler("Some.Handler")), Optional.empty());
    boolean[] broken = {false};
    add(
        new TestPlugin(
            "odd",
            wanted -> Plan.nothing(),
            () -> {
              if (broken[0]) {
                throw new IllegalStateException("odd");
              }
              return report;
            }));
    publisher.start();
    hand.advance(Duration.ofSeconds(1));
    broken[0] = true;
    hand.advance(Duration.ofSeconds(12));
    assertThat(handlers(uploaded.size() - 1)).contains("Some.Handler");
    assertThat(hand.log().lines()).filteredOn(line -> line.contains("odd could not")).hasSize(1);
  }

  @Test
  void keepsACopyInTheHistoryThatIsWrittenOnlyForNews() throws Exception {
    history.keep(TestGoalStates.of("1"), List.of());
    publisher.start();
    hand.advance(Duration.ofSeconds(1));
    Path copy = history.newest().orElseThrow().resolve("waagent_status.json");
    assertThat(machine.files().readText(copy, 10_000)).startsWith("{\"version\":\"1.1\"");
    machine.files().delete(copy);
    hand.advance(Duration.ofSeconds(30));
    assertThat(machine.files().exists(copy)).isFalse();
    add(new TestPlugin("Acme.Tool", wanted -> Plan.nothing()));
    hand.advance(Duration.ofSeconds(6));
    assertThat(machine.files().readText(copy, 10_000)).contains("Acme.Tool");
  }

  private void add(TestPlugin plugin) {
    plugins.add(plugin, FACTS);
    hand.settle();
  }

  private String handlers(int index) {
    return uploaded
        .get(index)
        .getAsJsonObject("aggregateStatus")
        .get("handlerAggregateStatus")
        .toString();
  }

  private static Status handler(String name) {
    return new Status(name, "1.0.0", "Ready", 0, Optional.empty(), Optional.empty());
  }

  private StatusSink.Accepted upload(StatusBlob blob, byte[] status) throws HostException {
    if (refusal != null) {
      refused++;
      throw refusal;
    }
    String text = new String(status, StandardCharsets.UTF_8);
    uploaded.add(JsonParser.parseString(text).getAsJsonObject());
    return new StatusSink.Accepted("host plugin");
  }

  private Publishing.Listener listener() {
    return new Publishing.Listener() {
      @Override
      public void blobMissing() {
        asked.add("blob");
      }

      @Override
      public void changed() {
        // The engine's test looks at this.
      }

      @Override
      public void awake(Duration next) {
        // The engine's test looks at this.
      }
    };
  }
}
