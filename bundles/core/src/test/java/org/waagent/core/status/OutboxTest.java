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
import org.waagent.core.history.History;
import org.waagent.core.lane.HandLanes;
import org.waagent.core.loop.RunningAgent;
import org.waagent.core.loop.TestGoalStates;
import org.waagent.core.plugins.PluginFacts;
import org.waagent.core.plugins.Plugins;
import org.waagent.core.plugins.TestPlugin;
import org.waagent.goalstate.GoalState;
import org.waagent.goalstate.StatusBlob;
import org.waagent.host.HostException;
import org.waagent.host.StatusSink;
import org.waagent.machine.TestLog;
import org.waagent.machine.TestMachine;
import org.waagent.os.Mode;
import org.waagent.plugin.AgentStart;
import org.waagent.plugin.Plan;
import org.waagent.plugin.Report;
import org.waagent.plugin.Status;
import org.waagent.plugin.Wanted;

class OutboxTest {
  private static final Path STATE = Path.of("/lib/state/core");
  private static final Path FILE = STATE.resolve("outbox/report.json");
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
    Path parked = STATE.resolve("parked");
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
    machine.files().makeFolder(Path.of("/lib"), Mode.OWNER_FOLDER);
    machine.files().write(Path.of("/lib/state"), new byte[0], Mode.OWNER_ONLY);
    refusal = REFUSAL;
    publisher.start();
    hand.advance(Duration.ofMinutes(2));
    assertThat(hand.log().lines()).filteredOn(line -> line.contains("kept on disk")).hasSize(1);
    machine.files().delete(Path.of("/lib/state"));
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
    Plugins plugins =
        new Plugins(
            hand.lanes(), Wanted.nothing(new AgentStart("s")), () -> {}, hand.log().logger());
    plugins.add(
        new TestPlugin("handlers", wanted -> Plan.nothing(), this::report),
        new PluginFacts("1.0.0", List.of(), List.of()));
    publisher =
        new Publishing(
                plugins,
                () -> newest,
                this::upload,
                machine.machine(),
                new RunningAgent("3.0.0"),
                hand.log().logger(),
                new Deaf())
            .publisher(
                hand.lanes(),
                () -> Duration.ofSeconds(6),
                new Publishing.Disk(
                    STATE,
                    machine.files(),
                    new History(
                        Path.of("/lib"), machine.files(), hand.clock(), hand.log().logger())),
                new Convergence(new TestLog().logger(), summary -> {}));
  }

  private Report report() {
    Status status = new Status("Acme.Tool", "1.0.0", state, 0, Optional.empty(), Optional.empty());
    return new Report(List.of(status), Optional.empty());
  }

  private StatusSink.Accepted upload(StatusBlob blob, byte[] text) throws HostException {
    if (refusal != null) {
      throw refusal;
    }
    blobs.add(blob);
    uploaded.add(new String(text, StandardCharsets.UTF_8));
    return new StatusSink.Accepted("direct");
  }

  private static final class Deaf implements Publishing.Listener {
    @Override
    public void blobMissing() {
      throw new AssertionError("there is one");
    }

    @Override
    public void changed() {
      // Nobody looks here.
    }

    @Override
    public void awake(Duration next) {
      // Nobody rides along.
    }
  }
}
