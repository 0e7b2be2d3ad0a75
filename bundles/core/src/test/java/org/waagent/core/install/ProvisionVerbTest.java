// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.core.plugins.TestPlugin;
import org.waagent.core.removal.RunningDaemon;
import org.waagent.machine.TestConsole;
import org.waagent.machine.TestMachine;
import org.waagent.os.Distro;
import org.waagent.os.Machine;
import org.waagent.os.Processes;
import org.waagent.plugin.Change;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Plan;
import org.waagent.plugin.Plugin;

class ProvisionVerbTest {
  @TempDir Path root;
  private final TestConsole console = TestConsole.ofDaemon();
  private final NotedServices services = new NotedServices();
  private final List<String> done = new ArrayList<>();
  private List<String> running = List.of();
  private Outcome settled = Outcome.done();

  private Plan plan() {
    return new Plan(
        List.of(
            Change.of("create account", () -> done.add("account")),
            Change.of("write keys", () -> done.add("keys"), "create account")),
        settled);
  }

  private int run(String... words) throws Exception {
    return run(List.of(new TestPlugin("provisioning", wanted -> plan())), words);
  }

  private int run(List<Plugin> plugins, String... words) throws Exception {
    Machine superUsers =
        new Machine() {
          @Override
          public Distro distro() {
            return TestMachine.at(root).machine().distro();
          }

          @Override
          public String hostName() {
            return "machine";
          }

          @Override
          public boolean isRoot() {
            return true;
          }
        };
    TestMachine machine = TestMachine.at(root);
    Path pidFile = machine.directories().pidFile();
    return new ProvisionVerb(
            "start",
            superUsers,
            services,
            new RunningDaemon(processes(), machine.files(), pidFile),
            plugins)
        .run(List.of(words), console);
  }

  private Processes processes() {
    return new Processes() {
      @Override
      public List<String> commandLine(long id) {
        return id == 4711 ? running : List.of();
      }

      @Override
      public boolean end(long id, Duration patience) {
        throw new AssertionError("it is left to its work");
      }
    };
  }

  @Test
  void showsThePlanAndDoesNothing() throws Exception {
    assertThat(run("--dry-run")).isZero();
    assertThat(console.lines()).containsExactly("would create account", "would write keys");
    assertThat(done).isEmpty();
  }

  @Test
  void showsThePlanToPrograms() throws Exception {
    assertThat(run("--json", "--dry-run")).isZero();
    assertThat(JsonParser.parseString(console.lines().get(0)).toString())
        .isEqualTo(
            "{\"changes\":[{\"id\":\"create account\",\"description\":\"create account\","
                + "\"buildsOn\":[]},{\"id\":\"write keys\",\"description\":\"write keys\","
                + "\"buildsOn\":[\"create account\"]}],\"settled\":\"Done\"}");
  }

  @Test
  void appliesThePlanOnce() throws Exception {
    assertThat(run()).isZero();
    assertThat(done).containsExactly("account", "keys");
  }

  @Test
  void goesOnWithWhatTheFirstPlanFoundOut() throws Exception {
    Plan medium =
        new Plan(
            List.of(Change.of("read the medium", () -> done.add("medium"))),
            new Outcome.Running("the machine is provisioned", Instant.MAX));
    assertThat(
            run(
                List.of(
                    new TestPlugin("provisioning", wanted -> done.isEmpty() ? medium : plan()))))
        .isZero();
    assertThat(done).containsExactly("medium", "account", "keys");
  }

  /** A change that is only looked at, with what follows it. */
  private static Change medium(Callable<List<Change>> next) {
    return new Change() {
      @Override
      public String id() {
        return "read the medium";
      }

      @Override
      public List<Change> leadsTo() throws Exception {
        return next.call();
      }

      @Override
      public Outcome apply() {
        throw new AssertionError("it is done");
      }
    };
  }

  /** What a plan leads to is known before it is made, and told in its place. */
  @Test
  void aDryRunAlsoShowsWhatFollowsThePlan() throws Exception {
    Change medium = medium(() -> plan().changes());
    List<Plugin> plugins = List.of(new TestPlugin("provisioning", wanted -> Plan.of(medium)));
    assertThat(run(plugins, "--dry-run")).isZero();
    assertThat(console.lines())
        .containsExactly("would read the medium", "would create account", "would write keys");
    assertThat(run(plugins, "--dry-run", "--json")).isZero();
    assertThat(console.lines().get(3)).containsSubsequence("read the medium", "account", "keys");
    assertThat(done).isEmpty();
  }

  @Test
  void aPlanThatComesToNothingIsNotMadeForEver() throws Exception {
    settled = new Outcome.Running("it waits", Instant.MAX);
    assertThat(run()).isEqualTo(1);
    assertThat(done).containsExactly("account", "keys");
    assertThat(console.lines()).endsWith("! not done: it waits");
  }

  @Test
  void anOutcomeThatIsNotFineIsTold() throws Exception {
    settled = new Outcome.Failed(7, "no medium");
    assertThat(run()).isEqualTo(1);
    assertThat(console.lines()).contains("! not done: no medium");
  }

  @Test
  void anAgentThatRunsIsLeftToItsWork() throws Exception {
    services.running = true;
    assertThat(run()).isEqualTo(1);
    assertThat(console.lines().get(0)).contains("the agent runs");
    assertThat(done).isEmpty();
    assertThat(run("-dry-run")).isZero();
  }

  /** Where services are kept by nobody, or an agent was started by hand. */
  @Test
  void anAgentThatIsNoServiceIsLeftToItsWork() throws Exception {
    Path pidFile = root.resolve("var/run/waagent.pid");
    Files.createDirectories(pidFile.getParent());
    Files.writeString(pidFile, "4711");
    running = List.of("java", "org.waagent.launcher.Main", "-daemon");
    assertThat(run()).isEqualTo(1);
    assertThat(done).isEmpty();

    running = List.of("sshd");
    assertThat(run()).isZero();
    assertThat(done).containsExactly("account", "keys");
  }

  @Test
  void whatFollowsMayNotBeKnown() throws Exception {
    Change medium =
        medium(
            () -> {
              throw new IOException("line 3: is not well-formed");
            });
    List<Plugin> plugins = List.of(new TestPlugin("provisioning", wanted -> Plan.of(medium)));
    assertThat(run(plugins, "--dry-run")).isEqualTo(1);
    assertThat(console.lines())
        .containsExactly(
            "would read the medium",
            "! can't tell what follows 'read the medium': line 3: is not well-formed");
  }

  @Test
  void wordsItDoesNotKnowAreRefused() throws Exception {
    assertThat(run("--keep=/etc")).isEqualTo(2);
    assertThat(run("--json")).isEqualTo(2);
    assertThat(done).isEmpty();
    assertThat(run("-force")).isZero();
  }

  @Test
  void withoutThePluginItSaysWhichBundleIsMissing() throws Exception {
    assertThat(run(List.of())).isEqualTo(6);
    assertThat(console.lines().get(0)).contains("the bundle provisioning brings it");
  }
}
