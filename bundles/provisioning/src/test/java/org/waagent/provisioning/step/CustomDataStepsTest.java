// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.goalstate.Secret;
import org.waagent.machine.TestMachine;
import org.waagent.plugin.Change;
import org.waagent.plugin.Outcome;
import org.waagent.provisioning.config.Settings;
import org.waagent.provisioning.state.Steps;

class CustomDataStepsTest {
  @TempDir private Path folder;

  private final List<String> told = new ArrayList<>();

  private Toolbox tools(TestMachine machine) {
    return new Toolbox(
        Settings.of(Map.of("executeCustomData", true)),
        Settings.os(Map.of()),
        machine.files(),
        machine.shell(),
        null,
        null,
        null,
        null,
        null,
        null,
        machine.clock(),
        machine.directories(),
        (operation, success, message) -> told.add(operation + " " + success + " " + message),
        machine.log().logger());
  }

  private List<Change> plan(TestMachine machine, Secret data) throws IOException {
    Steps journal = Steps.read(machine.files(), machine.directories().state("provisioning"), "id");
    Draft draft = new Draft(journal);
    CustomDataSteps steps = new CustomDataSteps(tools(machine));
    steps.add(draft, Optional.of(data));
    steps.addRun(draft);
    return draft.changes();
  }

  private Secret script(String text) {
    String base64 = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    return Secret.of(base64);
  }

  @Test
  @Tag("S62")
  void runsTheDataOnceAndKeepsWhatItWrote() throws Exception {
    TestMachine machine = TestMachine.below(folder);
    Path ran = folder.resolve("ran");
    Secret data = script("#!/bin/sh\necho hello\necho x >> '" + ran + "'\nexit 3\n");

    for (Change change : plan(machine, data)) {
      assertThat(change.apply()).isEqualTo(Outcome.done());
    }

    assertThat(plan(machine, data)).isEmpty();
    assertThat(Files.readString(ran)).isEqualTo("x\n");
    Path record = machine.directories().state("provisioning").resolve("custom-data");
    assertThat(record.resolve("stdout")).hasContent("hello");
    assertThat(told).containsExactly("CustomData false The custom data ended with exit code 3");
  }

  @Test
  void doesNotStartAgainWhatAKilledPredecessorStarted() throws Exception {
    TestMachine machine = TestMachine.below(folder);
    Path ran = folder.resolve("ran");
    Secret data = script("#!/bin/sh\necho x >> '" + ran + "'\n");
    List<Change> killed = plan(machine, data);
    killed.get(0).apply();
    killed.get(1).apply();
    // The step was made, but its end was not noted any more.
    Path journal = machine.directories().state("provisioning").resolve("steps");
    Files.writeString(
        journal, Files.readString(journal).replace("done " + CustomDataSteps.RUN.key() + "\n", ""));

    List<Change> later = plan(machine, data);
    assertThat(later).hasSize(1);
    assertThat(later.get(0).apply()).isEqualTo(Outcome.done());

    assertThat(Files.readString(ran)).isEqualTo("x\n");
  }

  @Test
  void refusesDataThatIsNotBase64() throws Exception {
    Outcome outcome = plan(TestMachine.below(folder), Secret.of("no base64!")).get(0).apply();

    assertThat(outcome)
        .isEqualTo(
            new Outcome.Failed(
                15, "Failed to provision: keep the custom data: the custom data is not base64"));
  }
}
