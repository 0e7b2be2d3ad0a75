// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waagent.extension.policy.PolicyGate;
import org.waagent.goalstate.Handler;
import org.waagent.goalstate.RequestedState;
import org.waagent.plugin.Change;
import org.waagent.plugin.Console;
import org.waagent.plugin.Plan;

/** What the agent notes of its work, and what becomes of notes nobody can read. */
final class JournalTest {
  private static final String WEB = "Acme.Web";
  private static final String FILE = "state/extension-handler/handlers/" + WEB + ".json";

  @TempDir private Path folder;
  private Agent agent;

  @BeforeEach
  void makeAgent() throws IOException {
    agent = new Agent(folder);
    agent.publish(WEB, "1.0.0");
  }

  private static Handler web(int sequenceNumber) {
    return Goals.handler(
        WEB, "1.0.0", RequestedState.ENABLED, false, Goals.settings(WEB, sequenceNumber));
  }

  private ExtensionsVerb verb() {
    return new ExtensionsVerb(
        agent.machine.files(),
        agent.machine.directories(),
        agent.latest,
        (store, journals) ->
            new Lookout(
                    store,
                    journals,
                    Rules.of(agent.config, "/etc/waagent.conf", () -> Set.of()),
                    new PolicyGate(
                        agent.machine.files(), agent.machine.log().logger(), agent.policy()),
                    agent.latest)
                .of(agent.latest.goal().orElseThrow(), agent.artifacts),
        agent.machine.log().logger());
  }

  private List<String> tell(String... words) throws Exception {
    List<String> lines = new ArrayList<>();
    Console console =
        new Console() {
          @Override
          public void out(String line) {
            lines.add(line);
          }

          @Override
          public void err(String line) {
            lines.add("err: " + line);
          }

          @Override
          public boolean isOpen() {
            return true;
          }

          @Override
          public boolean inDaemon() {
            return false;
          }
        };
    int code = verb().run(List.of(words), console);
    lines.add("exit " + code);
    return lines;
  }

  @Test
  void tellsWhatWasDoneForWhichGoalStateAndSettings() throws Exception {
    agent.process(1, web(0));
    agent.behaviour("enable", "1.0.0", "exit 4");
    agent.process(2, web(3));

    assertThat(tell("list"))
        .anyMatch(line -> line.startsWith("Acme.Web 1.0.0  Enabled, NotReady 1009: "));
    List<String> journal = tell("journal");
    assertThat(journal).element(0).isEqualTo(WEB);
    assertThat(journal).element(1).isEqualTo("  incarnation_2, version 1.0.0");
    assertThat(journal).element(2).asString().startsWith("  result: code 1009, ");
    assertThat(journal)
        .element(3)
        .asString()
        .contains("install 1.0.0 settings 0 for incarnation_1: success");
    assertThat(journal)
        .element(4)
        .asString()
        .contains("enable 1.0.0 settings 0 for incarnation_1: success");
    assertThat(journal)
        .element(5)
        .asString()
        .contains("enable 1.0.0 settings 3 for incarnation_2: code 1009, exit code 4");
    JsonObject json =
        JsonParser.parseString(tell("journal", "--json").get(0))
            .getAsJsonArray()
            .get(0)
            .getAsJsonObject();
    assertThat(json.get("handler").getAsString()).isEqualTo(WEB);
    assertThat(json.getAsJsonArray("past")).hasSize(3);
    assertThat(tell("forget")).last().isEqualTo("exit 2");
  }

  @Test
  void tellsWhatAGoalStateWouldDo() throws Exception {
    agent.publish(WEB, "1.1.0");
    agent.publish("Acme.Gone", "1.0.0");
    agent.process(1, web(0), Goals.handler("Acme.Gone", "1.0.0", RequestedState.ENABLED));
    assertThat(tell("plan"))
        .containsExactly(
            "incarnation_1  PROCESS",
            "  level 0  Acme.Web: done: success",
            "  level 0  Acme.Gone: done: success",
            "exit 0");
    agent.calls();
    agent.plan(
        Goals.extensions(
            2,
            false,
            List.of(),
            Goals.handler(WEB, "1.1", RequestedState.ENABLED, false, Goals.settings(WEB, 5)),
            Goals.handler("Acme.Lost", "1.0.0", RequestedState.ENABLED)));
    assertThat(tell("plan"))
        .containsExactly(
            "incarnation_2  PROCESS",
            "  level 0  Acme.Web: fetch 1.1.0, disable 1.0.0, update, uninstall 1.0.0, install,"
                + " enable 5",
            "  level 0  Acme.Lost: problem: 404 for Acme.Lost",
            "  leaves: Acme.Gone",
            "exit 0");
    assertThat(tell("plan", "--json").get(0)).startsWith("{\"goalState\":\"incarnation_2\"");
    assertThat(agent.calls()).isEmpty();
    agent.config = Agent.config(false, true);
    assertThat(tell("plan").get(1)).contains("skipped: Extension 'Acme.Web' will not be processed");
  }

  @Test
  void tellsWhatThePolicyWouldKeepAGoalStateFromDoing() throws Exception {
    agent.publish("Acme.Kept", "1.0.0");
    agent.process(1, Goals.handler("Acme.Kept", "1.0.0", RequestedState.ENABLED));
    agent.enforcing = true;
    Files.writeString(
        agent.policyFile,
        """
        {"policyVersion": "0.1.0", "extensionPolicies":
          {"allowListedExtensionsOnly": true, "extensions": {"Acme.Other": {}}}}
        """);
    agent.plan(Goals.extensions(2, false, List.of(), web(0)));
    assertThat(tell("plan"))
        .anyMatch(line -> line.contains("Acme.Web: skipped: Extension will not be processed: "))
        .noneMatch(line -> line.contains("leaves"));
  }

  @Test
  void keepsABoundedNumberOfPastCommandsAndTheLastOfEach() throws Exception {
    for (int i = 0; i < 30; i++) {
      agent.process(i + 1, web(i));
    }
    List<String> journal = tell("journal");
    assertThat(journal.stream().filter(line -> line.contains(" enable ")).count()).isEqualTo(20);
    assertThat(journal.stream().filter(line -> line.contains(" install ")).count()).isEqualTo(1);
  }

  @Test
  void aHandlerThatIsGoneLeavesTheJournal() throws Exception {
    agent.process(1, web(0));
    agent.process(2, Goals.handler(WEB, "1.0.0", RequestedState.UNINSTALL, false));
    agent.process(3);
    assertThat(tell("journal")).containsExactly("exit 0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\0\0\0",
        "{\"results\": {}, \"step\": ",
        "[]",
        "{\"format\": 2}",
        "{\"format\": 1, \"step\": \"install\"}",
        "{\"version\": \"../../etc\"}",
        "{\"past\": 1}"
      })
  void aSpoiltJournalIsSetAsideAndTheDiskCounts(String text) throws Exception {
    agent.process(1, web(0));
    agent.calls();
    Files.writeString(agent.lib.resolve(FILE), text);
    Files.writeString(agent.lib.resolve("state/extension-handler/goal-state.json"), text);

    agent.start();
    assertThat(agent.process(1, web(0))).isEmpty();

    assertThat(agent.calls()).containsExactly("enable 1.0.0 0");
    assertThat(agent.lib.resolve("state/extension-handler/spoilt"))
        .isDirectoryContaining(path -> path.endsWith(WEB + ".json"));
    assertThat(agent.machine.log().lines().stream().filter(l -> l.contains(FILE)).count())
        .as("told once: %s", agent.machine.log().lines())
        .isEqualTo(1);
    assertThat(agent.plan(Goals.extensions(1, false, List.of(), web(0))).changes()).isEmpty();
  }

  @Test
  void aJournalThatCanNotBeReadNowIsKeptAndNothingIsRunWithoutIt() throws Exception {
    agent.process(1, web(0));
    agent.calls();
    FullDisk disk = new FullDisk();
    agent.files = disk.over(agent.machine.files());
    agent.replaced();
    String before = Files.readString(agent.lib.resolve(FILE));
    disk.unreadableFor(path -> path.endsWith(FILE));

    Plan plan = agent.plan(Goals.extensions(2, false, List.of(), web(0)));
    for (Change change : plan.changes()) {
      try {
        change.apply();
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("Too many open files").hasMessageContaining(FILE);
      }
    }
    assertThat(agent.calls()).isEmpty();
    assertThat(agent.lib.resolve(FILE)).hasContent(before.strip());

    disk.empty();
    agent.process(3, web(0));
    assertThat(agent.calls()).containsExactly("enable 1.0.0 0");
    assertThat(Files.readString(agent.lib.resolve(FILE))).contains("\"install\"");
  }

  @Test
  void aCommandWhoseJournalIsLostIsWaitedFor() throws Exception {
    agent.process(1, web(0));
    agent.calls();
    Path record = agent.lib.resolve("state/extension-handler/commands/" + WEB);
    agent
        .machine
        .shell()
        .start(
            new org.waagent.os.RecordedCommand(
                "sleep 1; echo done > " + agent.notes + "/stray",
                java.util.Map.of(),
                folder,
                record));
    // Whoever is not begun by the time it is looked for does not run at all.
    Path pid = record.resolve("pid");
    Agent.until(() -> Files.exists(pid) && Files.readString(pid).endsWith("\n"));
    Files.writeString(agent.lib.resolve(FILE), "{");

    agent.start();
    assertThat(agent.process(1, web(0))).isEmpty();

    assertThat(agent.notes.resolve("stray")).hasContent("done");
    assertThat(agent.calls()).containsExactly("enable 1.0.0 0");
    assertThat(record).doesNotExist();
  }
}
