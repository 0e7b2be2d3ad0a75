// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.removal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waagent.machine.TestConsole;
import org.waagent.plugin.Change;
import org.waagent.plugin.Deletion;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Plan;
import org.waagent.plugin.Plugin;
import org.waagent.plugin.Removal;
import org.waagent.plugin.Wanted;

/** The course of the command, on a tree. */
class DeprovisioningTest {
  private static final String GUARANTEE = Deprovisioning.NO_GUARANTEE;

  @TempDir private Path root;
  private TestAgent agent;
  private final List<Plugin> plugins = new ArrayList<>();
  private final List<String> done = new ArrayList<>();
  private String keep = "";

  @BeforeEach
  void makeMachine() throws IOException {
    agent = new TestAgent(root);
    put("/var/lib/waagent/provisioned");
    put("/var/lib/waagent/history/one/GoalState.1.xml");
    put("/var/lib/waagent/Acme.Web-1.0.0/bin/run");
    put("/var/lib/waagent/Acme.Web-1.0.0/config/0.settings");
    put("/var/log/azure/Acme.Web/command.log");
    put("/var/log/waagent.log");
    put("/var/log/waagent.log.1");
    put("/var/log/waagent.log-20260101.gz");
    put("/var/log/waagent.log.keeper");
    put("/var/log/syslog");
    put("/etc/ssh/ssh_host_rsa_key");
    Files.createSymbolicLink(root.resolve("var/lib/waagent/link"), root.resolve("etc/ssh"));
    plugins.add(
        plugin("keys", deletion("delete keys", "/etc/ssh/ssh_host_rsa_key").warned("Keys go.")));
  }

  private void put(String path) throws IOException {
    Path file = root.resolve(path.substring(1));
    Files.createDirectories(file.getParent());
    Files.writeString(file, "x");
  }

  private boolean isThere(String path) {
    return Files.exists(root.resolve(path.substring(1)));
  }

  private record Warned(Deletion deletion) {
    Deletion warned(String text) {
      return new Deletion(
          deletion.files(), deletion.id(), deletion.paths(), java.util.Optional.of(text));
    }
  }

  private Warned deletion(String id, String path) {
    return new Warned(Deletion.of(agent.machine.files(), id, List.of(Path.of(path))));
  }

  private Plugin plugin(String name, Change... changes) {
    return new Plugin() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Plan plan(Wanted wanted) {
        throw new AssertionError("nothing is planned for a single command");
      }

      @Override
      public Plan removal(Removal scope) {
        return Plan.of(changes);
      }

      @Override
      public Plan deepRemoval(Removal scope) {
        return Plan.of(Change.of("deeper", () -> done.add(name + " deeper")));
      }
    };
  }

  private int run(TestConsole console, String... words) throws InterruptedException {
    Planner planner = new Planner(plugins, agent.own(new OwnFolders(List.of())));
    return new Deprovisioning(planner, agent, keep)
        .run("deprovision", Removal.DEPROVISION, List.of(words), console);
  }

  private TreeSet<String> tree() throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      return new TreeSet<>(paths.map(path -> "/" + root.relativize(path)).toList());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "y, true",
    "Yes, true",
    "yolo, true",
    "n, false",
    "'', false",
    "' y', false",
    ", false"
  })
  void doesItOnlyIfSomebodyAgrees(String answer, boolean agreed) throws Exception {
    TestConsole console =
        answer == null ? TestConsole.atTerminal() : TestConsole.atTerminal(answer);
    assertThat(run(console)).isZero();
    assertThat(console.questions()).singleElement().asString().contains("(y/n)");
    assertThat(isThere("/var/lib/waagent/provisioned")).isNotEqualTo(agreed);
    assertThat(isThere("/etc/ssh/ssh_host_rsa_key")).isNotEqualTo(agreed);
    assertThat(console.lines().contains("Nothing was done.")).isNotEqualTo(agreed);
  }

  @Test
  @Tag("S40")
  void forceAsksNobody() throws Exception {
    TestConsole console = TestConsole.atTerminal("n");
    assertThat(run(console, "-force")).isZero();
    assertThat(console.questions()).isEmpty();
    assertThat(isThere("/var/lib/waagent/provisioned")).isFalse();
  }

  @Test
  @Tag("S48")
  void saysBeforeAndAfterThatThereIsNoGuarantee() throws Exception {
    TestConsole console = TestConsole.atTerminal("y");
    List<String> before = new ArrayList<>();
    console.whenAsked(() -> before.addAll(console.lines()));
    run(console);
    assertThat(before)
        .containsExactly(
            "WARNING! The agent's service will be stopped.",
            "WARNING! Keys go.",
            "WARNING! " + GUARANTEE);
    assertThat(console.lines()).last().isEqualTo(GUARANTEE);
  }

  @Test
  void theListingIsWhatIsDone() throws Exception {
    TestConsole listed = TestConsole.atTerminal();
    TreeSet<String> before = tree();
    assertThat(run(listed, "--dry-run", "--json")).isZero();
    assertThat(tree()).isEqualTo(before);
    run(TestConsole.atTerminal("y"));
    TreeSet<String> gone = new TreeSet<>(before);
    gone.removeAll(tree());
    assertThat(files(listed)).isEqualTo(gone);
    assertThat(gone)
        .contains("/var/lib/waagent/link", "/var/log/azure/Acme.Web", "/var/log/waagent.log.1")
        .contains("/var/log/waagent.log-20260101.gz")
        .doesNotContain("/var/lib/waagent", "/var/log/azure", "/var/log/syslog", "/etc/ssh")
        .doesNotContain("/var/log/waagent.log.keeper");
  }

  private static TreeSet<String> files(TestConsole console) {
    JsonObject plan = JsonParser.parseString(console.lines().get(0)).getAsJsonObject();
    TreeSet<String> files = new TreeSet<>();
    for (JsonElement change : plan.getAsJsonArray("changes")) {
      for (JsonElement effect : change.getAsJsonObject().getAsJsonArray("effects")) {
        if (effect.getAsJsonObject().get("kind").getAsString().equals("file")) {
          assertThat(files.add(effect.getAsJsonObject().get("name").getAsString()))
              .as("named once: %s", effect)
              .isTrue();
        }
      }
    }
    return files;
  }

  @Test
  void theListingIsForPeopleToo() throws Exception {
    put("/var/lib/waagent/odd\u001b[2Jname");
    TestConsole console = TestConsole.atTerminal();
    assertThat(run(console, "--dry-run")).isZero();
    assertThat(console.lines())
        .contains(
            "core: stop the agent",
            "    service waagent",
            "keys: delete keys",
            "    file /etc/ssh/ssh_host_rsa_key",
            "    file /var/lib/waagent/odd\\x1b[2Jname")
        .last()
        .isEqualTo("Nothing was done.");
  }

  @Test
  void whatAPluginNamesIsItsOwn() throws Exception {
    plugins.add(
        plugin(
            "extensions",
            deletion("delete extension", "/var/lib/waagent/Acme.Web-1.0.0").deletion()));
    TestConsole console = TestConsole.atTerminal();
    run(console, "--dry-run", "--json");
    assertThat(files(console))
        .contains("/var/lib/waagent/Acme.Web-1.0.0", "/var/lib/waagent/provisioned")
        .doesNotContain("/var/lib/waagent/Acme.Web-1.0.0/bin/run");
  }

  @Test
  void keepsWhatTheFileAndTheCommandLineName() throws Exception {
    keep = "/var/log/azure/**.log";
    TestConsole console = TestConsole.atTerminal();
    String[] words = {"-force", "--keep", "/var/lib/waagent/Acme.*", "--keep=/etc/ssh/*_key"};
    assertThat(run(console, words)).isZero();
    assertThat(isThere("/var/lib/waagent/Acme.Web-1.0.0/config/0.settings")).isTrue();
    assertThat(isThere("/var/log/azure/Acme.Web/command.log")).isTrue();
    assertThat(isThere("/etc/ssh/ssh_host_rsa_key")).isTrue();
    assertThat(isThere("/var/lib/waagent/history")).isFalse();
    assertThat(console.lines())
        .contains(
            "kept: /etc/ssh/ssh_host_rsa_key",
            "kept: /var/lib/waagent/Acme.Web-1.0.0/bin/run",
            "kept: /var/log/azure/Acme.Web/command.log");
  }

  @Test
  void aFailureKeepsNothingElseFromBeingDone() throws Exception {
    Change bad =
        Change.of(
            "break",
            () -> {
              throw new IOException("no room");
            });
    plugins.add(plugin("a", bad, Change.of("on top", () -> done.add("on top"), "break")));
    plugins.add(plugin("b", Change.of("other", () -> done.add("other"))));
    TestConsole console = TestConsole.atTerminal("y");
    assertThat(run(console)).isEqualTo(1);
    assertThat(done).containsExactly("other");
    assertThat(isThere("/var/lib/waagent/provisioned")).isFalse();
    assertThat(console.lines())
        .anyMatch(line -> line.startsWith("! failed: a: break: ") && line.contains("no room"))
        .contains("! failed: a: on top: left out, break is not done")
        .contains("! 2 failed; all the rest is done")
        .contains(GUARANTEE);
  }

  @Test
  void aPluginThatCannotLookIsToldAndHoldsUpNobody() throws Exception {
    plugins.add(
        new Plugin() {
          @Override
          public String name() {
            return "blind";
          }

          @Override
          public Plan plan(Wanted wanted) {
            return Plan.nothing();
          }

          @Override
          public Plan removal(Removal scope) {
            throw new IllegalStateException("can't see");
          }
        });
    TestConsole console = TestConsole.atTerminal("y");
    assertThat(run(console)).isEqualTo(1);
    assertThat(console.lines())
        .contains("WARNING! Left out, blind: can't see", "! failed: blind: can't see");
    assertThat(isThere("/var/lib/waagent/provisioned")).isFalse();
  }

  @Test
  void takesAlsoWhatTheAgentWroteUntilItStopped() throws Exception {
    TestConsole console = TestConsole.atTerminal("y");
    console.whenAsked(() -> write("/var/lib/waagent/late"));
    assertThat(run(console)).isZero();
    assertThat(isThere("/var/lib/waagent/late")).isFalse();
  }

  private void write(String path) {
    try {
      put(path);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void goesDeeperWhereSomebodyWantsIt() throws Exception {
    run(TestConsole.atTerminal("y"));
    assertThat(done).isEmpty();
    run(TestConsole.atTerminal("y"), "-deep");
    assertThat(done).containsExactly("keys deeper");
  }

  @Test
  void anInterruptEndsItUntilItHasBegun() throws Exception {
    TestConsole console = TestConsole.atTerminal("y");
    List<OptionalInt> answers = new ArrayList<>();
    console.whenAsked(() -> answers.add(console.interrupt()));
    plugins.add(plugin("slow", Change.of("slow", () -> answers.add(console.interrupt()))));
    assertThat(run(console)).isZero();
    assertThat(answers).containsExactly(OptionalInt.of(0), OptionalInt.empty());
    assertThat(console.lines())
        .contains(
            "Interrupted; nothing was done.",
            "Deprovisioning has begun and may not be interrupted.");
  }

  @Test
  void refusesWrongWordsAndOrdinaryUsers() throws Exception {
    TestConsole console = TestConsole.atTerminal("y");
    assertThat(run(console, "-forced")).isEqualTo(2);
    assertThat(run(console, "--keep", "relative")).isEqualTo(2);
    agent.root = false;
    assertThat(run(console)).isEqualTo(4);
    assertThat(run(console, "--dry-run")).isZero();
    assertThat(isThere("/var/lib/waagent/provisioned")).isTrue();
  }

  @Test
  void doesNotEmptyAFolderOfTheSystem() throws Exception {
    plugins.clear();
    OwnFolders folders = new OwnFolders(List.of(Path.of("/var/lib/waagent/x/bin")));
    Planner planner = new Planner(plugins, agent.own(folders));
    TestConsole console = TestConsole.atTerminal("y");
    int code =
        new Deprovisioning(planner, agent, "")
            .run("deprovision", Removal.DEPROVISION, List.of(), console);
    assertThat(code).isEqualTo(1);
    assertThat(isThere("/var/lib/waagent/provisioned")).isTrue();
    assertThat(isThere("/var/log/azure/Acme.Web")).isFalse();
  }

  @Test
  void aChangedMachineForgetsItsGoalStateAlone() throws Exception {
    put("/var/lib/waagent/ExtensionsConfig.12.xml");
    put("/var/lib/waagent/Incarnation");
    Planner planner = new Planner(List.of(), agent.own(new OwnFolders(List.of())));
    RemovalPlan plan = planner.plan(Removal.VM_CHANGED, Keep.of(List.of()), false);
    assertThat(plan.warnings()).isEmpty();
    new Application(line -> {}).apply(plan);
    assertThat(isThere("/var/lib/waagent/ExtensionsConfig.12.xml")).isFalse();
    assertThat(isThere("/var/lib/waagent/Incarnation")).isFalse();
    assertThat(isThere("/var/lib/waagent/provisioned")).isTrue();
    assertThat(isThere("/var/log/waagent.log")).isTrue();
    assertThat(plan.changes()).extracting(Change::apply).containsOnly(Outcome.done());
  }

  @Test
  void withoutTheAgentTheMachineStaysProvisioned() throws Exception {
    put("/var/lib/waagent/state/core/status.json");
    Planner planner = new Planner(List.of(), agent.own(new OwnFolders(List.of())));
    new Application(line -> {}).apply(planner.plan(Removal.UNINSTALL, Keep.of(List.of()), false));
    assertThat(isThere("/var/lib/waagent/state/core")).isFalse();
    assertThat(isThere("/var/lib/waagent/history")).isFalse();
    assertThat(isThere("/var/lib/waagent/provisioned")).isTrue();
    assertThat(isThere("/var/log/waagent.log")).isTrue();
  }
}
