// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.extension.handler.HandlerStore;
import org.waagent.host.Measurement;
import org.waagent.machine.TestMachine;
import org.waagent.os.ResourceControl.Support;

@Tag("V15")
class AccountingTest {
  private static final String SLICE = "azure-vmextensions-Acme.Hello.slice";
  private static final String NAME = "Acme.Hello-1.2.3";

  @TempDir private Path folder;
  private TestMachine machine;
  private final FakeControl control = new FakeControl().offering();
  private final List<String> told = new ArrayList<>();
  private Accounting accounting;

  @BeforeEach
  void make() throws IOException {
    machine = TestMachine.below(folder);
    handler("Acme.Hello-1.2.3", "Enabled", "{\"services\": [{\"name\": \"acme\"}]}");
    handler("Acme.Gone-1.0.0", "NotInstalled", "{}");
    accounting =
        new Accounting(
            control,
            machine.files(),
            new HandlerStore(machine.files(), machine.directories()),
            machine.clock(),
            figure -> told.add(text(figure)),
            machine.log().logger());
  }

  private static String text(Measurement figure) {
    return "%s|%s|%s|%s"
        .formatted(figure.category(), figure.counter(), figure.instance(), figure.value());
  }

  private void handler(String name, String state, String limits) throws IOException {
    Path handler = machine.directories().lib().resolve(name);
    Files.createDirectories(handler.resolve("config"));
    Files.writeString(handler.resolve("config/HandlerState"), state);
    Files.writeString(
        handler.resolve("HandlerManifest.json"),
        "[{\"handlerManifest\": {}, \"resourceLimits\": " + limits + "}]");
  }

  private List<String> run() throws Exception {
    told.clear();
    accounting.run();
    return told;
  }

  @Test
  void tellsWhatAgentExtensionAndServiceUse() throws Exception {
    control.usages.put("waagent.service", FakeControl.usage(1, 0, 100));
    control.usages.put(SLICE, FakeControl.usage(1_000_000_000L, 0, 200));
    control.usages.put("acme.service", FakeControl.usage(1, 0, 300));
    assertThat(run())
        .containsExactly(
            "Memory|Total Memory Usage (B)|waagent.service|100.0",
            "Memory|Max Memory Usage (B)|waagent.service|100.0",
            "Memory|Total Memory Usage (B)|" + NAME + "|200.0",
            "Memory|Max Memory Usage (B)|" + NAME + "|200.0",
            "Memory|Total Memory Usage (B)|acme.service|300.0",
            "Memory|Max Memory Usage (B)|acme.service|300.0");
  }

  @Test
  void countsProcessorTimeSinceTheLastLookOfOneProcessor() throws Exception {
    control.usages.put(SLICE, FakeControl.usage(1_000_000_000L, 500_000_000L, 1));
    run();
    machine.clock().advance(Duration.ofSeconds(300));
    control.usages.put(SLICE, FakeControl.usage(451_000_000_000L, 2_000_000_000L, 1));
    assertThat(run())
        .containsExactly(
            "CPU|% Processor Time|" + NAME + "|150.0",
            "CPU|Throttled Time (s)|" + NAME + "|1.5",
            "Memory|Total Memory Usage (B)|" + NAME + "|1.0");
  }

  @Test
  void tellsTheMostMemoryEachHour() throws Exception {
    control.usages.put(SLICE, FakeControl.usage(1, 1, 1));
    int times = 0;
    for (int i = 0; i < 25; i++) {
      times += (int) run().stream().filter(line -> line.contains("Max Memory")).count();
      machine.clock().advance(Duration.ofMinutes(5));
    }
    assertThat(times).isEqualTo(3);
  }

  @Test
  void whatWasAwayBeginsAfresh() throws Exception {
    control.usages.put(SLICE, FakeControl.usage(1_000, 0, 1));
    run();
    control.usages.clear();
    assertThat(run()).isEmpty();
    control.usages.put(SLICE, FakeControl.usage(9_000, 0, 1));
    machine.clock().advance(Duration.ofSeconds(300));
    assertThat(run()).noneMatch(line -> line.startsWith("CPU"));
  }

  @Test
  void aCounterThatWentDownGivesNoFigure() throws Exception {
    control.usages.put(SLICE, FakeControl.usage(9_000, 9_000, 1));
    run();
    machine.clock().advance(Duration.ofSeconds(300));
    control.usages.put(SLICE, FakeControl.usage(1_000, 1_000, 1));
    assertThat(run()).noneMatch(line -> line.startsWith("CPU"));
  }

  @Test
  void whatCanNotBeReadFailsNothing() throws Exception {
    control.failure = Optional.of(new IOException("no such device"));
    assertThat(run()).isEmpty();
    control.support = new Support.None("x");
    assertThat(run()).isEmpty();
  }
}
