// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waagent.goalstate.Extension;
import org.waagent.goalstate.Handler;
import org.waagent.goalstate.RequestedState;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Status;

/** One thing that is odd, and a handler beside it that must not notice. */
@Timeout(120)
final class OddPartsTest {
  private static final String WEB = "Acme.Web";
  private static final String MAIL = "Acme.Mail";

  @TempDir private Path folder;
  private Agent agent;

  @BeforeEach
  void makeAgent() throws IOException {
    agent = new Agent(folder);
    agent.publish(WEB, "1.0.0");
    agent.publish(MAIL, "1.0.0");
  }

  private static Handler handler(String name, Extension... settings) {
    return Goals.handler(name, "1.0.0", RequestedState.ENABLED, false, settings);
  }

  private static Handler mail() {
    return handler(MAIL, Goals.settings(MAIL, 0));
  }

  private static Handler web() {
    return handler(WEB, Goals.settings(WEB, 0));
  }

  private Status status(String name) {
    return agent.statuses().stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void settingsThatAreNoJsonFailTheirExtensionAlone() throws Exception {
    Extension bad =
        new Extension(
            WEB,
            4,
            RequestedState.ENABLED,
            0,
            Optional.of("{\"key\": \"value"),
            Optional.empty(),
            Optional.empty());
    List<Outcome> outcomes = agent.process(1, handler(WEB, bad), mail());

    assertThat(outcomes).hasSize(1);
    assertThat(status(WEB).code()).isEqualTo(-1);
    assertThat(status(WEB).message().orElseThrow())
        .contains("public settings of Acme.Web are no JSON")
        .contains("line 1");
    assertThat(status(MAIL).state()).isEqualTo("Ready");
  }

  @Test
  void aStateNobodyKnowsFailsItsExtensionAlone() throws Exception {
    Handler odd =
        new Handler(
            web().name(),
            "1.0.0",
            RequestedState.ENABLED,
            web().manifestLocations(),
            Optional.empty(),
            false,
            List.of(Goals.settings(WEB, 0)),
            Optional.of("Unknown ext handler state:started"));
    assertThat(agent.process(1, odd, mail())).hasSize(1);

    assertThat(status(WEB).code()).isEqualTo(-1);
    assertThat(status(WEB).message().orElseThrow()).contains("Unknown ext handler state:started");
    assertThat(status(MAIL).state()).isEqualTo("Ready");
    assertThat(agent.calls()).containsExactly("install 1.0.0 0", "enable 1.0.0 0");
  }

  @Test
  void oddNamesInTheDataFolderAreNobodysMatter() throws Exception {
    for (String name :
        List.of("Acme.Web-bar", "Acme.Web-1.0.0.0.0", "Acme.Web-", "-1.0", "Acme.Mail-x-1.0")) {
      Files.createDirectories(agent.lib.resolve(name).resolve("config"));
    }
    Files.writeString(agent.lib.resolve("Acme.Web-2.0.0"), "a file");
    Files.createDirectories(agent.lib.resolve("Acme.Web-3.0.0/config/HandlerState"));
    Files.createDirectories(agent.lib.resolve("Acme.Mail-4.0.0"));
    Files.writeString(agent.lib.resolve("Acme.Mail-4.0.0/config"), "a file");
    Files.createDirectories(agent.lib.resolve("Acme.Web-5.0.0/config"));
    Files.write(agent.lib.resolve("Acme.Web-5.0.0/config/HandlerState"), new byte[3 << 20]);
    Files.createSymbolicLink(agent.lib.resolve("Acme.Web-6.0.0"), Path.of("Acme.Web-6.0.0"));

    assertThat(agent.process(1, web(), mail())).isEmpty();
    assertThat(agent.statuses()).hasSize(2).allMatch(s -> s.state().equals("Ready"));

    agent.start();
    assertThat(agent.process(1, web(), mail())).isEmpty();
    assertThat(agent.process(2, mail())).isEmpty();
    assertThat(agent.lib.resolve("Acme.Web-1.0.0")).doesNotExist();
    assertThat(agent.lib.resolve("Acme.Web-bar")).exists();
  }

  @Test
  void aPipeInPlaceOfAStatusOrHeartbeatHoldsNobodyUp() throws Exception {
    agent.artifacts.publish(
        WEB, "1.0.0", agent.handlerPackage().with("\"reportHeartbeat\": true").zip());
    agent.process(1, web(), mail());
    for (String name : List.of("Acme.Web-1.0.0/heartbeat.log", "Acme.Web-1.0.0/status/0.status")) {
      Path pipe = agent.lib.resolve(name);
      assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    }
    assertThat(status(MAIL).state()).isEqualTo("Ready");
    assertThat(status(WEB).message().orElseThrow()).contains("Bad heartbeat");
  }

  @Test
  void aStatusThatMakesNoSenseDoesNotMakeAHandlerDisappear() throws Exception {
    agent.process(1, web(), mail());
    Files.writeString(agent.lib.resolve("Acme.Web-1.0.0/config/HandlerStatus"), "{\"na");
    assertThat(status(WEB).state()).isEqualTo("Ready");
    assertThat(status(WEB).message()).contains("Plugin enabled");
  }

  @Test
  void aCommandThatIsNoTextIsAMalformedManifest() throws Exception {
    agent.artifacts.publish(
        WEB,
        "1.0.0",
        HandlerPackage.zip(
            java.util.Map.of(
                "HandlerManifest.json",
                "[{\"handlerManifest\": {\"installCommand\": {\"a\": 1}}}]")));
    agent.process(1, web(), mail());
    assertThat(status(WEB).code()).isEqualTo(1003);
    assertThat(status(WEB).message().orElseThrow())
        .contains("Acme.Web-1.0.0/HandlerManifest.json")
        .contains("installCommand is not a text");
    assertThat(status(MAIL).state()).isEqualTo("Ready");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "latest", "1..2"})
  void aVersionThatIsNoneIsTold(String version) throws Exception {
    Handler odd = Goals.handler(WEB, version, RequestedState.ENABLED, Goals.settings(WEB, 0));
    assertThat(agent.process(1, odd, mail())).hasSize(1);
    requireToldOf(version);

    agent.replaced();
    assertThat(agent.process(1, odd, mail())).isEmpty();
    requireToldOf(version);

    agent.process(2, web(), mail());
    assertThat(agent.statuses()).hasSize(2).allMatch(s -> s.state().equals("Ready"));
  }

  private void requireToldOf(String version) {
    assertThat(agent.statuses()).hasSize(2);
    assertThat(status(WEB).version()).isEqualTo(version);
    assertThat(status(WEB).state()).isEqualTo("NotReady");
    assertThat(status(WEB).code()).isEqualTo(-1);
    assertThat(status(WEB).message().orElseThrow())
        .contains("Unable to find version " + version + " in manifest for extension Acme.Web");
    assertThat(status(MAIL).state()).isEqualTo("Ready");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anUninstallNeedsNoManifest(boolean spoilt) throws Exception {
    agent.process(1, web(), mail());
    agent.calls();
    Path manifest = agent.lib.resolve("Acme.Web-1.0.0/HandlerManifest.json");
    Files.delete(manifest);
    if (spoilt) {
      Files.writeString(manifest, "{");
    }
    Handler gone = Goals.handler(WEB, "1.0.0", RequestedState.UNINSTALL, Goals.settings(WEB, 0));
    assertThat(agent.process(2, gone, mail())).isEmpty();
    assertThat(agent.lib.resolve("Acme.Web-1.0.0")).doesNotExist();
    assertThat(agent.statuses()).extracting(Status::name).containsExactly(MAIL);
    assertThat(agent.calls()).containsExactly("enable 1.0.0 0");
  }

  /** The number of a command of another boot, or of a spoilt record, is somebody else's now. */
  @ParameterizedTest
  @ValueSource(strings = {"%d another-boot 17\n", "%d\n", "rubbish\n"})
  void aStrangerWithTheNumberOfACommandIsLeftAlone(String record) throws Exception {
    agent.process(1, web(), mail());
    agent.calls();
    Process stranger = new ProcessBuilder("sleep", "300").start();
    try {
      begun("enable");
      Path commands =
          Files.createDirectories(agent.lib.resolve("state/extension-handler/commands/" + WEB));
      Files.writeString(commands.resolve("pid"), record.formatted(stranger.pid()));
      agent.start();
      assertThat(agent.process(1, web(), mail())).isEmpty();

      assertThat(stranger.isAlive()).isTrue();
      assertThat(agent.calls()).containsExactly("enable 1.0.0 0", "enable 1.0.0 0");
      assertThat(agent.statuses()).allMatch(s -> s.state().equals("Ready"));
    } finally {
      stranger.destroyForcibly().waitFor();
    }
  }

  /** As if an agent had been killed right after it began a command. */
  private void begun(String command) throws IOException {
    String file = "state/extension-handler/handlers/" + WEB + ".json";
    String step =
        ("\"step\": {\"command\": \"%s\", \"version\": \"1.0.0\", \"settings\": \"\","
                + " \"multiConfig\": false, \"sequenceNumber\": 0, \"pass\": {\"goalState\":"
                + " \"incarnation_1\", \"start\": \"start-1\"}, \"line\": \"x\", \"deadline\":"
                + " \"%s\", \"limit\": \"PT5M\"}, \"results\"")
            .formatted(command, agent.machine.clock().instant().plusSeconds(300));
    String text = agent.text(file).replaceFirst("\"results\"", step);
    assertThat(text).contains("\"command\": \"enable\", \"version\"");
    Files.writeString(agent.lib.resolve(file), text);
  }
}
