// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waagent.goalstate.Handler;
import org.waagent.goalstate.RequestedState;
import org.waagent.plugin.Change;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Plan;

/** A disk that is full for one handler: nothing half is left, and no other handler is concerned. */
final class DiskFullTest {
  private static final String WEB = "Acme.Web";
  private static final String MAIL = "Acme.Mail";

  @TempDir private Path folder;
  private final FullDisk disk = new FullDisk();
  private Agent agent;

  @BeforeEach
  void makeAgent() throws IOException {
    agent = new Agent(folder);
    agent.files = disk.over(agent.machine.files());
    agent.replaced();
    agent.publish(WEB, "1.0.0");
    agent.publish(MAIL, "1.0.0");
  }

  private static Handler handler(String name) {
    return Goals.handler(name, "1.0.0", RequestedState.ENABLED, false, Goals.settings(name, 0));
  }

  /** As the core does: what a change throws is its outcome. */
  private void process(int number) throws Exception {
    Plan plan = agent.plan(Goals.extensions(number, false, List.of(), handler(WEB), handler(MAIL)));
    Set<String> done = new HashSet<>();
    for (Change change : plan.changes()) {
      try {
        if (done.containsAll(change.buildsOn()) && change.apply() instanceof Outcome.Done) {
          done.add(change.id());
        }
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("No space left").hasMessageContaining(WEB);
      }
    }
  }

  private long count(String command) throws IOException {
    return agent.calls().stream().filter(call -> call.startsWith(command)).count();
  }

  private List<String> leftovers() throws IOException {
    try (Stream<Path> all = Files.walk(agent.lib)) {
      return all.map(path -> agent.lib.relativize(path).toString())
          .filter(
              path ->
                  path.endsWith(".zip")
                      || path.endsWith("-part")
                      || path.startsWith("state/extension-handler/unpack/"))
          .toList();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Acme.Web-1.0.0/config/0.settings",
        "Acme.Web-1.0.0/config/HandlerState",
        "Acme.Web-1.0.0/HandlerEnvironment.json",
        "unpack/Acme.Web-1.0.0/bin/run.sh",
        "unpack/Acme.Web-1.0.0/HandlerManifest.json",
        "Acme.Web__1.0.0.zip",
        "Acme.Web-1.0.0/status",
        "handlers/Acme.Web.json"
      })
  void theNextTryStartsCleanAndOthersNoticeNothing(String path) throws Exception {
    disk.fullFor(p -> p.endsWith(path));
    process(1);
    assertThat(agent.statuses()).anyMatch(s -> s.name().equals(MAIL) && s.state().equals("Ready"));
    assertThat(agent.statuses()).noneMatch(s -> s.name().equals(WEB) && s.state().equals("Ready"));
    assertThat(leftovers()).isEmpty();
    assertThat(agent.calls()).contains("enable 1.0.0 0");

    disk.empty();
    process(2);
    assertThat(agent.statuses()).allMatch(s -> s.state().equals("Ready"));
    assertThat(agent.text("Acme.Web-1.0.0/config/HandlerState")).isEqualTo("Enabled");
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void anInstallThatEndedIsNotRepeatedWhereItsEndCouldNotBeNoted() throws Exception {
    agent.behaviour("install", "1.0.0", "mkdir -p " + folder + "/full");
    disk.fullFor(
        p ->
            p.endsWith("Acme.Web-1.0.0/config/HandlerState")
                && Files.exists(folder.resolve("full")));
    process(1);
    disk.empty();
    assertThat(count("install")).as("one each").isEqualTo(2);
    process(2);
    assertThat(count("install")).isZero();
    assertThat(agent.text("Acme.Web-1.0.0/config/HandlerState")).isEqualTo("Enabled");
  }
}
