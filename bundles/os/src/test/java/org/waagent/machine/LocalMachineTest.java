// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.os.Machine;
import org.waagent.os.Output;
import org.waagent.os.Result;

class LocalMachineTest {
  @TempDir private Path root;
  private final TestLog log = new TestLog();

  private Machine machine(Result hostname) {
    FakeShell shell = new FakeShell(Set.of("hostname"), hostname);
    return new LocalMachine(TestMachine.at(root).files(), shell, log.logger());
  }

  private static Result says(String name) {
    return new Result.Exited(0, new Output(name, ""), Duration.ZERO);
  }

  @Test
  void readsTheHostNameAnewEachTime() throws IOException {
    Path file = root.resolve("proc/sys/kernel/hostname");
    Files.createDirectories(file.getParent());
    Machine machine = machine(says("wrong"));
    Files.writeString(file, "one\n");
    assertThat(machine.hostName()).isEqualTo("one");
    Files.writeString(file, "two\n");
    assertThat(machine.hostName()).isEqualTo("two");
  }

  @Test
  void asksTheProgramWhereTheKernelShowsNoName() {
    assertThat(machine(says("bsd.example\n")).hostName()).isEqualTo("bsd.example");
    assertThat(machine(new Result.NotStarted("none")).hostName()).isEqualTo("localhost");
    assertThat(machine(says("\n")).hostName()).isEqualTo("localhost");
  }

  @Test
  void tellsTheBootByTheKernelsId() throws IOException {
    assertThat(machine(says("x")).bootId()).as("no such file").isEmpty();
    Path file = root.resolve("proc/sys/kernel/random/boot_id");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "1e2f\n");
    assertThat(machine(says("x")).bootId()).isEqualTo("1e2f");
  }

  @Test
  void warnsOnceOfASystemNobodyKnows() throws IOException {
    Files.createDirectories(root.resolve("etc"));
    Files.writeString(root.resolve("etc/os-release"), "ID=plan9\nVERSION_ID=4\n");
    Machine machine = machine(says("x"));
    assertThat(machine.distro().family()).isEqualTo("Default");
    machine.distro();
    assertThat(log.lines())
        .singleElement()
        .satisfies(line -> assertThat(line).startsWith("WARN").contains("plan9 4"));
  }

  @Test
  void knowsWhoRunsIt() throws IOException {
    boolean root =
        Files.getAttribute(Files.createTempFile(this.root, "a", "b"), "unix:uid").equals(0);
    assertThat(machine(says("x")).isRoot()).isEqualTo(root);
  }
}
