// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.core.plugins.TestPlugin;
import org.waagent.core.verb.TestConsole;
import org.waagent.machine.TestMachine;
import org.waagent.os.Distro;
import org.waagent.os.Machine;
import org.waagent.plugin.Change;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Plan;
import org.waagent.plugin.Plugin;

class ProvisionVerbTest {
  @TempDir Path root;
  private final TestConsole console = new TestConsole();
  private final NotedServices services = new NotedServices();
  private final List<String> done = new ArrayList<>();
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
    return new ProvisionVerb("start", superUsers, services, plugins).run(List.of(words), console);
  }

  @Test
  void showsThePlanAndDoesNothing() throws Exception {
    assertThat(run("--dry-run")).isZero();
    assertThat(console.lines()).containsExactly("o would create account", "o would write keys");
    assertThat(done).isEmpty();
  }

  @Test
  void showsThePlanToPrograms() throws Exception {
    assertThat(run("--json", "--dry-run")).isZero();
    assertThat(JsonParser.parseString(console.lines().get(0).substring(2)).toString())
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

  /** What a plan leads to is known before it is made, and told in its place. */
  @Test
  void aDryRunAlsoShowsWhatFollowsThePlan() throws Exception {
    Change medium =
        new Change() {
          @Override
          public String id() {
            return "read the medium";
          }

          @Override
          public List<Change> leadsTo() {
            return plan().changes();
          }

          @Override
          public Outcome apply() {
            throw new AssertionError("it is done");
          }
        };
    List<Plugin> plugins = List.of(new TestPlugin("provisioning", wanted -> Plan.of(medium)));
    assertThat(run(plugins, "--dry-run")).isZero();
    assertThat(console.lines())
        .containsExactly("o would read the medium", "o would create account", "o would write keys");
    assertThat(run(plugins, "--dry-run", "--json")).isZero();
    assertThat(console.lines().get(3)).containsSubsequence("read the medium", "account", "keys");
    assertThat(done).isEmpty();
  }

  @Test
  void aPlanThatComesToNothingIsNotMadeForEver() throws Exception {
    settled = new Outcome.Running("it waits", Instant.MAX);
    assertThat(run()).isEqualTo(1);
    assertThat(done).containsExactly("account", "keys");
    assertThat(console.lines()).endsWith("e not done: it waits");
  }

  @Test
  void anOutcomeThatIsNotFineIsTold() throws Exception {
    settled = new Outcome.Failed(7, "no medium");
    assertThat(run()).isEqualTo(1);
    assertThat(console.lines()).contains("e not done: no medium");
  }

  @Test
  void anAgentThatRunsIsLeftToItsWork() throws Exception {
    services.running = true;
    assertThat(run()).isEqualTo(1);
    assertThat(done).isEmpty();
    assertThat(run("--dry-run")).isZero();
  }

  @Test
  void withoutThePluginItSaysWhichBundleIsMissing() throws Exception {
    assertThat(run(List.of())).isEqualTo(6);
    assertThat(console.lines().get(0)).contains("the bundle provisioning brings it");
  }
}
