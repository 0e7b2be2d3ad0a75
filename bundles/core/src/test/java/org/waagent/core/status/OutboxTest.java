// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.core.lane.HandLanes;
import org.waagent.core.loop.TestGoalStates;
import org.waagent.core.plugins.Plugins;
import org.waagent.core.plugins.TestPlugin;
import org.waagent.goalstate.GoalState;
import org.waagent.goalstate.StatusBlob;
import org.waagent.host.HostException;
import org.waagent.host.StatusSink;
import org.waagent.machine.TestMachine;
import org.waagent.os.Mode;
import org.waagent.plugin.Plan;

class OutboxTest {
  private static final Path FILE = TestPublisher.OUTBOX;
  private static final HostException REFUSAL =
      new HostException(HostException.Kind.UNREACHABLE, "nobody answers");

  @TempDir Path root;
  private final List<String> uploaded = new ArrayList<>();
  private final List<StatusBlob> blobs = new ArrayList<>();
  private Optional<GoalState> newest = Optional.of(TestGoalStates.of("1"));
  private HostException refusal;
  private String state = "Ready";
  private TestMachine machine;
  private HandLanes hand;
  private StatusPublisher publisher;

  @BeforeEach
  void build() {
    machine = TestMachine.at(root);
    start();
  }

  @Test
  void keepsWhatWasNotAcceptedForItsOwnerAloneAndRemovesItWhenItIs() throws Exception {
    refusal = REFUSAL;
    publisher.start();
    hand.advance(Duration.ofSeconds(1));
    assertThat(machine.files().look(FILE).orElseThrow().mode()).isEqualTo(Mode.OWNER_ONLY);
    assertThat(machine.files().look(FILE.getParent()).orElseThrow().mode())
        .isEqualTo(Mode.OWNER_FOLDER);
    assertThat(publisher.undelivered()).isPresent();
    refusal = null;
    hand.advance(Duration.ofSeconds(7));
    assertThat(machine.files().exists(FILE)).isFalse();
    assertThat(publisher.undelivered()).isEmpty();
    assertThat(publisher.superseded()).isZero();
  }

  @Test
  void writesTheDiskOnlyWhenThereIsSomethingNew() throws Exception {
    refusal = REFUSAL;
    publisher.start();
    hand.advance(Duration.ofSeconds(1));
    machine.files().delete(FILE);
    hand.advance(Duration.ofMinutes(5));
    assertThat(machine.files().exists(FILE)).isFalse();
    state = "NotReady";
    hand.advance(Duration.ofSeconds(13));
    assertThat(machine.files().readText(FILE, 100_000)).contains("NotReady");
    assertThat(publisher.superseded()).isEqualTo(1);
  }

  @Test
  void anotherStartDeliversItThoughNoGoalStateCanBeFetched() {
    leaveOneBehind();
    newest = Optional.empty();
    start();
    publisher.load();
    hand.advance(Duration.ofSeconds(7));
    assertThat(uploaded).hasSize(1);
    assertThat(uploaded.get(0)).contains("Acme.Tool");
    assertThat(blobs.get(0).url().text()).isEqualTo("https://blob.test/status?sig=secret");
    assertThat(machine.files().exists(FILE)).isFalse();
    hand.advance(Duration.ofMinutes(1));
    assertThat(uploaded).hasSize(1);
  }

  @Test
  void anotherStartTriesUntilThereIsAWay() {
    leaveOneBehind();
    newest = Optional.empty();
    refusal = REFUSAL;
    start();
    publisher.load();
    hand.advance(Duration.ofMinutes(2));
    assertThat(machine.files().exists(FILE)).isTrue();
    assertThat(publisher.superseded()).isZero();
    refusal = null;
    hand.advance(Duration.ofSeconds(8));
    assertThat(uploaded).hasSize(1);
    assertThat(hand.log().lines()).noneMatch(line -> line.contains("a newer one takes its place"));
  }

  @Test
  void whatCouldNotBeRemovedIsRemovedWhenTheDiskAllowsIt() throws Exception {
    refusal = REFUSAL;
    publisher.start();
    hand.advance(Duration.ofSeconds(1));
    Path parked = TestPublisher.LIB.resolve("parked");
    machine.files().move(FILE, parked);
    machine.files().makeFolder(FILE.resolve("in the way"), Mode.OWNER_FOLDER);
    refusal = null;
    hand.advance(Duration.ofSeconds(8));
    assertThat(publisher.undelivered()).isEmpty();
    machine.files().deleteTree(FILE);
    machine.files().move(parked, FILE);
    hand.advance(Duration.ofSeconds(8));
    assertThat(machine.files().exists(FILE)).isFalse();
  }

  @Test
  void theFirstReportOfANewStartTakesItsPlaceAndThatIsTold() {
    leaveOneBehind();
    start();
    publisher.load();
    publisher.start();
    hand.advance(Duration.ofSeconds(10));
    assertThat(uploaded.get(0)).contains("2026-01-02T03:04:05Z");
    assertThat(machine.files().exists(FILE)).isFalse();
    assertThat(publisher.superseded()).isEqualTo(1);
    assertThat(hand.log().lines()).anyMatch(line -> line.contains("a newer one takes its place"));
  }

  @Test
  void rubbishInItIsToldWithoutItsContentAndRemoved() throws Exception {
    machine.files().makeFolder(FILE.getParent(), Mode.OWNER_FOLDER);
    for (String text :
        List.of("", "[]", "{", "{\"blobUrl\":\"https://b/?sig=topsecret\"}", "\0\0sig=topsecret")) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      machine.files().write(FILE, bytes, Mode.OWNER_ONLY);
      start();
      publisher.load();
      hand.advance(Duration.ofSeconds(1));
      assertThat(hand.log().lines())
          .anyMatch(line -> line.contains("makes no sense"))
          .noneMatch(line -> line.contains("topsecret"));
      assertThat(machine.files().exists(FILE)).isFalse();
    }
  }

  @Test
  void aDiskThatTakesNothingIsToldOnceAndDoesNotStopTheStatus() throws Exception {
    machine.files().makeFolder(TestPublisher.LIB, Mode.OWNER_FOLDER);
    machine.files().write(TestPublisher.LIB.resolve("state"), new byte[0], Mode.OWNER_ONLY);
    refusal = REFUSAL;
    publisher.start();
    hand.advance(Duration.ofMinutes(2));
    assertThat(hand.log().lines()).filteredOn(line -> line.contains("kept on disk")).hasSize(1);
    machine.files().delete(TestPublisher.LIB.resolve("state"));
    hand.advance(Duration.ofSeconds(13));
    assertThat(machine.files().exists(FILE)).isTrue();
    refusal = null;
    hand.advance(Duration.ofSeconds(7));
    assertThat(uploaded).isNotEmpty();
  }

  @Test
  void theAddressIsNeverLogged() {
    refusal = REFUSAL;
    publisher.start();
    hand.advance(Duration.ofSeconds(30));
    assertThat(hand.log().lines()).noneMatch(line -> line.contains("secret"));
    assertThat(
            new StatusReport(
                    Optional.empty(),
                    newest.orElseThrow().extensions().statusBlob().orElseThrow(),
                    new byte[0],
                    hand.clock().instant(),
                    "1")
                .toString())
        .doesNotContain("secret");
  }

  @Test
  void whatItKeepsIsTheDocumentItself() throws Exception {
    refusal = REFUSAL;
    publisher.start();
    hand.advance(Duration.ofSeconds(1));
    String text = machine.files().readText(FILE, 100_000);
    String status = JsonParser.parseString(text).getAsJsonObject().get("status").getAsString();
    assertThat(status).startsWith("{\"version\":\"1.1\",\"timestampUTC\":\"2026-01-02T03:04:05Z\"");
  }

  private void leaveOneBehind() {
    refusal = REFUSAL;
    publisher.start();
    hand.advance(Duration.ofSeconds(1));
    publisher.stop();
    refusal = null;
    assertThat(machine.files().exists(FILE)).isTrue();
  }

  private void start() {
    hand = new HandLanes();
    TestPublisher bench = TestPublisher.on(machine, hand).newest(() -> newest);
    Plugins plugins = bench.plugins();
    plugins.add(
        new TestPlugin("handlers", wanted -> Plan.nothing(), () -> TestPlugin.reportOf(state)),
        TestPlugin.facts());
    publisher = bench.build(plugins, this::upload);
  }

  private StatusSink.Accepted upload(StatusBlob blob, byte[] text) throws HostException {
    if (refusal != null) {
      throw refusal;
    }
    blobs.add(blob);
    uploaded.add(new String(text, StandardCharsets.UTF_8));
    return new StatusSink.Accepted("direct");
  }
}
