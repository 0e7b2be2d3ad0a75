// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.machine.TestConsole;
import org.waagent.machine.TestMachine;

/** What the command line says. */
final class CollectLogsVerbTest {
  @TempDir private Path root;
  private final TestConsole console = TestConsole.atTerminal();

  @Test
  void itTellsWhereTheArchiveIsAndWhatWasTakenOut() throws IOException {
    log("password=x and sig=abc");

    assertThat(run()).isZero();

    assertThat(console.lines().get(0))
        .startsWith("/var/lib/waagent/logcollector/logs.zip (1 files, ");
    assertThat(console.lines().get(1)).isEqualTo("taken out: 1 signature, 1 named-value");
    assertThat(console.lines().get(2)).startsWith("left out: 0 files");
  }

  @Test
  void onlyFullTakesWhatStandsThere() throws IOException {
    log("a");
    Files.createDirectories(root.resolve("etc"));
    Files.writeString(root.resolve("etc/fstab"), "/dev/sda1 / ext4\n");

    run();
    assertThat(names()).doesNotContain("etc/fstab");
    assertThat(run("-full")).isZero();
    assertThat(names()).contains("etc/fstab");
  }

  @Test
  void aWordItDoesNotKnowIsAnErrorAndNothingIsCollected() {
    assertThat(run("-notvalid")).isEqualTo(2);

    assertThat(console.lines()).containsExactly("! usage: waagent collect-logs [-full]");
    assertThat(root.resolve("var")).doesNotExist();
  }

  @Test
  void aFailureIsToldWithItsReason() throws IOException {
    Files.createDirectories(root.resolve("var/lib"));
    Files.writeString(root.resolve("var/lib/waagent"), "not a folder");

    assertThat(run()).isEqualTo(1);

    assertThat(console.lines())
        .hasSize(1)
        .allMatch(line -> line.startsWith("! no logs were collected: "));
  }

  private void log(String text) throws IOException {
    Files.createDirectories(root.resolve("var/lib/waagent"));
    Files.writeString(
        Files.createDirectories(root.resolve("var/log")).resolve("waagent.log"), text);
  }

  private List<String> names() throws IOException {
    return Unpacked.of(root.resolve("var/lib/waagent/logcollector/logs.zip")).names();
  }

  private int run(String... words) {
    TestMachine machine = TestMachine.at(root);
    Limits limits = new Limits(1 << 20, 1 << 20, 100, 8, 1);
    Collector collector =
        new Collector(
            machine.files(),
            Places.of(machine.directories(), Path.of("/etc/waagent.conf")),
            machine.clock(),
            limits);
    return new CollectLogsVerb(collector, machine.clock()).run(List.of(words), console);
  }
}
