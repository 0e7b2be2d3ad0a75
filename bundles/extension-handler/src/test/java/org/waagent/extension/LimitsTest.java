// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waagent.extension.Goals.handler;
import static org.waagent.extension.Goals.settings;
import static org.waagent.goalstate.RequestedState.ENABLED;
import static org.waagent.goalstate.RequestedState.UNINSTALL;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.extension.resource.FakeControl;
import org.waagent.goalstate.Handler;
import org.waagent.os.Command;
import org.waagent.os.Recorded;
import org.waagent.os.RecordedCommand;
import org.waagent.os.Result;
import org.waagent.os.Scope;
import org.waagent.os.Shell;

@Tag("V15")
class LimitsTest {
  private static final String NAME = "Acme.Hello";
  private static final String SLICE = "azure-vmextensions-Acme.Hello.slice";
  private static final List<?> NO_PROBLEM = List.of();

  private final FakeControl control = new FakeControl();
  private final List<String> scopes = new ArrayList<>();
  private Agent agent;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    agent = new Agent(folder);
    agent.resources = control.resources();
    agent.shell = new Noting(agent.shell, scopes);
    publish("1.0.0", "{\"cpuQuotaPercentage\": 25, \"services\": [{\"name\": \"acme\"}]}");
    publish("1.1.0", "{\"cpuQuotaPercentage\": \"odd\"}");
    agent.start();
  }

  private void publish(String version, String limits) {
    StringBuilder commands = new StringBuilder("\"reportHeartbeat\": false");
    for (String kind : new String[] {"install", "uninstall", "update", "enable", "disable"}) {
      commands.append(", \"%1$sCommand\": \"bin/run.sh %1$s\"".formatted(kind));
    }
    String manifest =
        "[{\"handlerManifest\": {%s}, \"resourceLimits\": %s}]".formatted(commands, limits);
    byte[] zip = agent.handlerPackage().file("HandlerManifest.json", manifest).zip();
    agent.artifacts.publish(NAME, version, zip);
  }

  private static Handler wanted(String version, int sequenceNumber) {
    return handler(NAME, version, ENABLED, settings(NAME, sequenceNumber));
  }

  @Test
  void everyCommandHasAScopeAndEveryVersionItsLimits() throws Exception {
    control.offering();
    assertThat(agent.process(1, wanted("1.0.0", 1))).isEqualTo(NO_PROBLEM);
    assertThat(agent.process(2, wanted("1.1.0", 2))).isEqualTo(NO_PROBLEM);
    assertThat(agent.process(3, handler(NAME, "1.1.0", UNINSTALL))).isEqualTo(NO_PROBLEM);
    assertThat(scopes)
        .containsExactly(
            "install",
            "enable",
            "disable",
            "update",
            "uninstall",
            "install",
            "enable",
            "disable",
            "uninstall");
    assertThat(control.bounds)
        .containsExactly(
            SLICE + " 25.0 -",
            "acme.service - -",
            SLICE + " - -",
            SLICE + " 25.0 -",
            SLICE + " - -");
    assertThat(control.log.lines())
        .anyMatch(line -> line.contains("do not count: [cpuQuotaPercentage=\"odd\"]"));
  }

  @Test
  void aHandlerThatIsGoneWhateverItsUninstallSaysBoundsNothing() throws Exception {
    control.offering();
    agent.behaviour("uninstall", "1.0.0", "exit 4");
    agent.process(1, wanted("1.0.0", 1));
    agent.process(2);
    assertThat(control.bounds).last().isEqualTo(SLICE + " - -");
    agent.process(3, wanted("1.0.0", 1));
    assertThat(control.bounds).last().isEqualTo(SLICE + " 25.0 -");
    agent.process(4, handler(NAME, "1.0.0", UNINSTALL));
    assertThat(control.bounds).endsWith(SLICE + " 25.0 -", SLICE + " - -");
  }

  @Test
  void commandsRunWithoutWhereTheMachineHasNoGroups() throws Exception {
    assertThat(agent.process(1, wanted("1.0.0", 1))).isEqualTo(NO_PROBLEM);
    assertThat(scopes).containsExactly("none", "none");
    assertThat(control.bounds).isEmpty();
  }

  @Test
  void limitsThatAreRefusedFailNoCommand() throws Exception {
    control.offering().failure = Optional.of(new IOException("no bus"));
    assertThat(agent.process(1, wanted("1.0.0", 1))).isEqualTo(NO_PROBLEM);
    assertThat(agent.calls()).containsExactly("install 1.0.0 1", "enable 1.0.0 1");
  }

  @Test
  void aTimeoutTellsHowLongTheCommandWasHeldBack() throws Exception {
    control.offering().usages.put(SLICE, FakeControl.usage(1, 1_500_000_000L, 1));
    agent.limits = Agent.limits(Duration.ofMillis(700), Duration.ofSeconds(5));
    agent.start();
    agent.behaviour("install", "1.0.0", "exec sleep 30");
    agent.process(1, wanted("1.0.0", 1));
    assertThat(agent.statuses().get(0).message().orElseThrow())
        .startsWith("Timeout(0);CPUThrottledTime(0.0secs): ");
  }

  /** Notes the scopes commands are to run in, and runs them without. */
  private record Noting(Shell shell, List<String> scopes) implements Shell {
    @Override
    public Recorded start(RecordedCommand command) throws IOException {
      Optional<Scope> scope = command.scope();
      scopes.add(scope.map(it -> it.unit().substring(0, it.unit().indexOf('_'))).orElse("none"));
      scope.ifPresent(it -> assertThat(it.slice()).isEqualTo(SLICE));
      return shell.start(command);
    }

    @Override
    public Result run(Command command) throws InterruptedException {
      return shell.run(command);
    }

    @Override
    public Closeable stream(Command command, Consumer<String> line, Runnable closed)
        throws IOException {
      return shell.stream(command, line, closed);
    }

    @Override
    public Optional<Recorded> adopt(Path record) throws IOException {
      return shell.adopt(record);
    }

    @Override
    public Optional<Path> find(String program) {
      return shell.find(program);
    }
  }
}
