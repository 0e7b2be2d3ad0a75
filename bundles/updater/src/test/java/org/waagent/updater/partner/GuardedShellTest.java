// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waagent.machine.TestMachine;
import org.waagent.os.Command;
import org.waagent.os.Mode;
import org.waagent.os.Recorded;
import org.waagent.os.RecordedCommand;
import org.waagent.os.Result;
import org.waagent.os.Scope;
import org.waagent.os.Shell;
import org.waagent.updater.archive.Uses;

/** Programs a feature declared, started for real. */
final class GuardedShellTest {
  @TempDir Path folder;

  private TestMachine machine;
  private Refusals refusals;
  private Shell shell;

  @BeforeEach
  void setUp() throws IOException {
    machine = TestMachine.below(folder);
    refusals = new Refusals(machine.clock(), machine.log().logger());
    shell = shell("true");
    machine.files().makeFolder(folder.resolve("own"), Mode.OWNER_FOLDER);
  }

  private Shell shell(String program) {
    Uses uses =
        new Uses(
            List.of(),
            List.of(),
            List.of(folder + "/own/**"),
            List.of(program),
            List.of(),
            List.of(),
            Uses.Direct.NO);
    Grant grant = new Grant("acme", "1", uses);
    return new GuardedShell(
        machine.shell(), () -> new GuardedFiles(machine.files(), grant, refusals), grant, refusals);
  }

  private RecordedCommand recorded(String line) {
    return new RecordedCommand(line, Map.of(), folder.resolve("own"), folder.resolve("own/record"));
  }

  @Test
  void aDeclaredProgramRuns() throws InterruptedException {
    String path = shell.find("true").orElseThrow().toString();

    assertThat(shell.run(Command.of("true")).isSuccess()).isTrue();
    assertThat(shell.run(Command.of(path)).isSuccess()).isTrue();
    assertThat(refusals.all()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "/usr/bin/id", "./true", "/tmp/true", "sh"})
  void anotherProgramIsNotStartedAndTheResultSaysWhy(String program) throws Exception {
    assertThat(shell.run(Command.of(program)))
        .isEqualTo(
            new Result.NotStarted(
                "feature acme may not run " + program + ": it does not declare so"));
    assertThatThrownBy(() -> shell.stream(Command.of(program), line -> {}, () -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("feature acme may not run " + program);
    assertThat(shell.find(program)).isEmpty();
    assertThat(refusals.of("acme"))
        .extracting(Refusal::what)
        .containsExactly("run " + program, "look for the program " + program);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PATH", "LD_PRELOAD", "BASH_ENV", "PYTHONPATH", "JAVA_TOOL_OPTIONS"})
  void aVariableThatMakesAnotherProgramOfItIsRefused(String variable) throws Exception {
    assertThat(shell.run(Command.of("true").with(Map.of(variable, "/tmp/x"))))
        .isInstanceOf(Result.NotStarted.class);
    assertThat(shell.run(Command.of("true").with(Map.of("LANG", "C"))).isSuccess()).isTrue();
  }

  @Test
  void aRecordedCommandRunsWithADeclaredProgram() throws Exception {
    Recorded recorded = shell.start(recorded("true with some words"));

    assertThat(recorded.await(Duration.ofSeconds(30)).isSuccess()).isTrue();
    assertThat(shell.adopt(folder.resolve("own/record"))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id",
        "true; id",
        "true && id",
        "true $(id)",
        "true `id`",
        "true | id",
        "true > /etc/motd",
        "true\nid",
        "PATH=/tmp true",
        "'true'",
        "tru\\e",
        ""
      })
  void aRecordedLineStartsNothingElse(String line) {
    assertThatThrownBy(() -> shell.start(recorded(line)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("feature acme may not run the line");
  }

  @Test
  void anyLineRunsWhereTheShellIsDeclared() throws Exception {
    Recorded recorded = shell("sh").start(recorded("true && exit 3"));

    assertThat(recorded.await(Duration.ofSeconds(30)))
        .isInstanceOfSatisfying(
            Result.Exited.class, exited -> assertThat(exited.code()).isEqualTo(3));
  }

  @Test
  void aRecordLiesWhereTheFeatureMayWrite() {
    RecordedCommand elsewhere =
        new RecordedCommand("true", Map.of(), folder.resolve("own"), folder.resolve("other"));

    assertThatThrownBy(() -> shell.start(elsewhere)).hasMessageContaining("may not write");
    assertThatThrownBy(() -> shell.adopt(folder.resolve("other")))
        .hasMessageContaining("may not write");
  }

  @Test
  void aSliceIsNotChosen() {
    RecordedCommand sliced =
        new RecordedCommand(
            "true",
            Map.of(),
            folder.resolve("own"),
            folder.resolve("own/record"),
            Optional.of(new Scope("x", "azure-vmextensions.slice")));

    assertThatThrownBy(() -> shell.start(sliced)).hasMessageContaining("slice of its choice");
  }
}
