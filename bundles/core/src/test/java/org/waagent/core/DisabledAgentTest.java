// SPDX-License-Identifier: Apache-2.0
package org.waagent.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
import org.waagent.core.verb.GuestAgentCheck;
import org.waagent.core.verb.LatestSource;
import org.waagent.core.verb.StatusVerb;
import org.waagent.goalstate.GoalState;
import org.waagent.host.GoalStateSource.Polled;
import org.waagent.host.HealthSink.Health;
import org.waagent.host.HostException;
import org.waagent.host.StatusSink;
import org.waagent.machine.TestConsole;
import org.waagent.machine.TestMachine;
import org.waagent.os.Mode;
import org.waagent.plugin.Change;
import org.waagent.plugin.Check.Finding;
import org.waagent.plugin.Check.Severity;
import org.waagent.plugin.Plan;

/** A machine that was provisioned without a guest agent. */
@Tag("V19")
class DisabledAgentTest {
  private static final Path FILE = Path.of("/var/lib/waagent/disable_agent");
  private static final String WARNING =
      "Disabling the guest agent by sleeping forever; to re-enable, remove "
          + "/var/lib/waagent/disable_agent and restart";

  @TempDir Path root;
  private final HandLanes hand = new HandLanes();
  private final Host host = new Host();
  private final List<String> uploads = new ArrayList<>();
  private final List<String> health = new ArrayList<>();
  private final List<String> published = new ArrayList<>();
  private final List<String> runs = new ArrayList<>();
  private final TestPlugin handlers = new TestPlugin("handlers", w -> Plan.nothing());
  private final GoalState goalState = TestGoalStates.of("1");
  private Set<String> owned = Set.of();
  private boolean refused;
  private int polls;
  private TestMachine machine;
  private Engine engine;

  @BeforeEach
  void build() throws IOException {
    machine = TestMachine.at(root);
    machine.files().makeFolder(FILE.getParent(), Mode.OWNER_FOLDER);
    host.goalStates().put(how -> poll());
    host.status()
        .put(
            (blob, text) -> {
              uploads.add("status");
              return new StatusSink.Accepted("direct");
            });
    host.health().put(new TestHealth(this::hear));
  }

  @Test
  void whereTheFileIsThereAtTheStartNothingIsAskedAndNoStatusReported() throws Exception {
    write();
    start();
    engine.plugins().add(handlers, TestPlugin.facts());
    hand.advance(Duration.ofMinutes(5), Duration.ofSeconds(1));
    assertThat(handlers.planned()).isEmpty();
    assertThat(uploads).isEmpty();
    assertThat(runs).isEmpty();
    assertThat(health).containsExactly("Ready");
    assertThat(warnings()).hasSize(1);
  }

  @Test
  void fromTheMomentProvisioningWroteItEverythingElseStops() throws Exception {
    TestPlugin provisioning = new TestPlugin("provisioning", w -> setUp());
    owned = Set.of("provisioned");
    start();
    engine.plugins().add(handlers, TestPlugin.facts());
    engine.plugins().add(provisioning, TestPlugin.facts("provisioned"));
    hand.advance(Duration.ofSeconds(5));
    int planned = handlers.planned().size();
    int told = uploads.size();
    engine.plugins().replanAll("the configuration changed");
    hand.advance(Duration.ofMinutes(5), Duration.ofSeconds(1));
    assertThat(handlers.planned()).hasSize(planned);
    assertThat(uploads).hasSize(told);
    assertThat(provisioning.planned()).hasSizeGreaterThan(1);
    assertThat(published).contains("provisioned");
    assertThat(health).last().isEqualTo("Ready");
    assertThat(warnings()).hasSize(1);
  }

  @Test
  void wakesNobodyOnceTheFabricKnowsThatTheMachineIsReady() throws Exception {
    write();
    refused = true;
    start();
    hand.advance(Duration.ofMinutes(1), Duration.ofSeconds(1));
    assertThat(polls).as("the container may change until then").isGreaterThan(5);
    refused = false;
    hand.advance(Duration.ofMinutes(10), Duration.ofSeconds(1));
    int before = polls;
    hand.advance(Duration.ofHours(1), Duration.ofSeconds(1));
    assertThat(polls).isEqualTo(before);
    assertThat(hand.clock().pending()).isZero();
  }

  @Test
  void worksAgainAfterAStartWithoutTheFile() throws Exception {
    write();
    start();
    hand.advance(Duration.ofSeconds(5));
    engine.stop();
    machine.files().delete(FILE);
    start();
    engine.plugins().add(handlers, TestPlugin.facts());
    hand.advance(Duration.ofMinutes(2), Duration.ofSeconds(1));
    assertThat(handlers.planned()).isNotEmpty();
    assertThat(uploads).isNotEmpty();
    assertThat(runs).isNotEmpty();
    assertThat(engine.situation().json().has("disabledBy")).isFalse();
  }

  @Test
  void statusAndDoctorSayHowToHaveItWork() throws Exception {
    write();
    start();
    hand.advance(Duration.ofSeconds(5));
    TestConsole console = TestConsole.ofDaemon();
    assertThat(new StatusVerb(source(), hand.clock()).run(List.of("--wait=5"), console)).isZero();
    assertThat(String.join("\n", console.lines()))
        .contains("rests, as " + FILE + " says", "remove the file and restart the agent")
        .contains("none is reported", "Settled:     yes");
    JsonObject polling = engine.situation().json().getAsJsonObject("polls");
    assertThat(polling.has("next")).as("none is due").isFalse();
    assertThat(look())
        .isEqualTo(
            new Finding(
                Severity.WARNING,
                FILE + " is there: no extension is run and no status is reported",
                "If an agent is wanted, delete the file and restart the agent."));
    machine.files().delete(FILE);
    assertThat(look().cure()).isEqualTo("Restart the agent.");
  }

  @Test
  void doctorTellsOfAFileThatCountsFromTheNextStartOn() throws Exception {
    start();
    hand.advance(Duration.ofSeconds(5));
    assertThat(look().severity()).isEqualTo(Severity.FINE);
    write();
    assertThat(look().cause()).contains("from the next start on");
  }

  private Finding look() {
    return new GuestAgentCheck(source(), machine.directories(), machine.files()).look();
  }

  private LatestSource source() {
    return new LatestSource(
        Optional.of(engine.situation()), machine.directories(), machine.files());
  }

  private List<String> warnings() {
    return hand.log().lines().stream().filter(line -> line.contains(WARNING)).toList();
  }

  private Plan setUp() {
    return machine.files().exists(FILE)
        ? Plan.nothing()
        : Plan.of(Change.of("set the machine up", this::write));
  }

  private void write() throws IOException {
    machine.files().write(FILE, new byte[0], Mode.PUBLIC);
  }

  private void start() {
    engine =
        TestEngine.on(machine, hand, host)
            .owners(ids -> owned)
            .publishing(published::add)
            .initialPeriod(Duration.ofSeconds(2))
            .build();
    engine
        .tasks()
        .add("beat", new TaskSource("beat", Duration.ofMinutes(1), () -> () -> runs.add("run")));
    engine.start();
    engine.startRest();
    hand.settle();
  }

  private Polled poll() {
    polls++;
    return polls == 1 ? new Polled.Fresh(goalState, List.of()) : new Polled.Unchanged(goalState);
  }

  private void hear(Health state) throws HostException {
    if (refused) {
      throw new HostException(HostException.Kind.UNREACHABLE, "nobody answers");
    }
    health.add(state.getClass().getSimpleName());
  }
}
