// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waagent.extension.Goals.handler;
import static org.waagent.extension.Goals.settings;
import static org.waagent.goalstate.RequestedState.ENABLED;

import java.io.Closeable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.extension.command.Events;
import org.waagent.goalstate.Handler;
import org.waagent.goalstate.HandlerName;
import org.waagent.host.Event;
import org.waagent.os.Command;
import org.waagent.os.Output;
import org.waagent.os.Recorded;
import org.waagent.os.RecordedCommand;
import org.waagent.os.Result;
import org.waagent.os.Shell;
import org.waagent.plugin.Change;

/** What happens around the extensions: at a start, and for telemetry. */
class StartTest {
  private static final Handler WANTED =
      handler("Acme.Web", "1.0.0", ENABLED, settings("Acme.Web", 1));

  @TempDir private Path folder;

  private List<String> ids(Agent agent, int number) throws Exception {
    return agent.plan(Goals.extensions(number, false, List.of(), WANTED)).changes().stream()
        .map(Change::id)
        .toList();
  }

  @Test
  @Tag("V18")
  void waitsForCloudInitOnceInAStartIfAsked() throws Exception {
    Agent agent = new Agent(folder);
    agent.publish("Acme.Web", "1.0.0");
    assertThat(ids(agent, 1)).doesNotContain("wait for cloud-init");
    agent.config = Agent.config(true, true, true);
    agent.start();
    assertThat(ids(agent, 1).subList(0, 3))
        .containsExactly(
            "begin incarnation_1", "tell handlers their surroundings", "wait for cloud-init");
    agent.process(1, WANTED);
    assertThat(ids(agent, 2)).doesNotContain("wait for cloud-init");
  }

  @Test
  void givesCloudInitTheTimeTheKeyNames() throws Exception {
    Agent agent = new Agent(folder);
    List<Command> run = new ArrayList<>();
    agent.shell = new RecordingShell(run);
    Rules rules = Rules.of(Agent.config(true, true, true), "/etc/waagent.conf", java.util.Set::of);
    for (Change change :
        new StartSteps(Workbench.of(agent.machinery(), agent.policy(), ""), rules)
            .first(GoalRecord.Mode.PROCESS)) {
      change.apply();
    }
    assertThat(run).hasSize(1);
    assertThat(run.get(0).arguments()).containsExactly("cloud-init", "status", "--wait");
    assertThat(run.get(0).deadline()).isEqualTo(Duration.ofSeconds(3600));
  }

  /** Notes programs and runs none. */
  private record RecordingShell(List<Command> run) implements Shell {
    @Override
    public Result run(Command command) {
      run.add(command);
      return new Result.Exited(0, Output.NONE, Duration.ZERO);
    }

    @Override
    public Closeable stream(Command command, Consumer<String> line, Runnable closed) {
      throw new AssertionError(command);
    }

    @Override
    public Recorded start(RecordedCommand command) {
      throw new AssertionError(command);
    }

    @Override
    public Optional<Recorded> adopt(Path record) {
      return Optional.empty();
    }

    @Override
    public Optional<Path> find(String program) {
      return Optional.empty();
    }
  }

  @Test
  void movesStatesOfVeryOldAgents() throws Exception {
    Agent agent = new Agent(folder);
    agent.publish("Acme.Web", "1.0.0");
    agent.process(1, WANTED);
    agent.calls();
    Path state = agent.lib.resolve("Acme.Web-1.0.0/config/HandlerState");
    Files.delete(state);
    Path old = Files.createDirectories(agent.lib.resolve("handler_state/Acme.Web-1.0.0"));
    Files.writeString(old.resolve("state"), "Enabled");
    Files.writeString(old.resolve("status"), "{}");
    agent.start();
    agent.process(1, WANTED);
    assertThat(state).hasContent("Enabled");
    assertThat(agent.lib.resolve("handler_state")).doesNotExist();
    assertThat(agent.calls()).containsExactly("enable 1.0.0 1");
  }

  @Test
  void tellsTelemetryWhereSomebodyListens() {
    List<Event> events = new ArrayList<>();
    new Events(List.of(events::add))
        .tell(new HandlerName("Acme.Web"), "1.0", "Install", true, "m", Duration.ofSeconds(2));
    assertThat(events)
        .containsExactly(
            new Event("Acme.Web", "1.0", "Install", true, "m", Optional.of(Duration.ofSeconds(2))));
    new Events(List.of()).tell(new HandlerName("Acme.Web"), "1.0", "Install", true, "m");
  }
}
