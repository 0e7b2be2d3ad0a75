// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waagent.agent.ServedDocuments.fresh;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.waagent.azurehost.Document;
import org.waagent.azurehost.Extension;
import org.waagent.azurehost.Fault;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.HostOptions;
import org.waagent.azurehost.Route;
import org.waagent.azurehost.Service;
import org.waagent.azurehost.StatusDocument;

/** One odd part never stops the rest: reports go on, and what is good is done. */
@Execution(ExecutionMode.CONCURRENT)
final class OddPartsTest {
  private static final String ODD = "Test.Odd";
  private static final String GOOD = "Test.Good";
  private static final String LATER = "Test.Later";
  private static final String STATE = "(<Plugin name=\"" + ODD + "\"[^>]* state=\")enabled\"";
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration SETTLING = Duration.ofSeconds(20);
  private static final double BOUND = 1.3;

  @RegisterExtension private final Scene scene = new Scene(HostOptions.defaults().withVmSettings());

  @Test
  void anUnknownStateOfOneExtension() {
    GoalState both = GoalState.of(extension(ODD), extension(GOOD));
    String served = served(both, ServedDocuments::extensionsConfig);
    start();

    scene
        .host()
        .publish(
            both.replacing(
                Document.EXTENSIONS_CONFIG, fresh(served.replaceFirst(STATE, "$1sleeping\""))));
    StatusDocument status = scene.awaitHandler(GOOD, 0);

    assertThat(status.handler(ODD).isReady()).isFalse();
    assertThat(status.handler(ODD).message()).contains("sleeping");
    assertThat(scene.trace().commands()).noneMatch(command -> command.startsWith(ODD));
    goesOn();
  }

  @Test
  void anUnknownStateOfOneExtensionInVmSettings() {
    GoalState both = GoalState.of(extension(ODD), extension(GOOD)).throughFastTrack();
    String served = served(both, ServedDocuments::vmSettings);
    start();

    int name = served.indexOf("\"name\": \"" + ODD + "\"");
    String odd = served.substring(name).replaceFirst("\"state\": \"enabled\"", "\"state\": 17");
    scene
        .host()
        .publish(both.replacing(Document.VM_SETTINGS, fresh(served.substring(0, name) + odd)));
    StatusDocument status = scene.awaitHandler(GOOD, 0);

    assertThat(status.handler(ODD).isReady()).isFalse();
    goesOn();
  }

  @Test
  void aVersionThatIsNone() {
    GoalState both = GoalState.of(extension(ODD), extension(GOOD));
    String served = served(both, ServedDocuments::extensionsConfig);
    start();

    String version = "(<Plugin name=\"" + ODD + "\" version=\")[^\"]*";
    String odd = served.replaceAll(version, "$1latest");
    scene.host().publish(both.replacing(Document.EXTENSIONS_CONFIG, fresh(odd)));
    StatusDocument status =
        scene
            .host()
            .awaitStatus(
                s -> s.handler(GOOD).hasSucceeded(0) && s.handler(ODD).isPresent(), Scene.PATIENCE);

    assertThat(status.handler(ODD).isReady()).isFalse();
    assertThat(status.handler(ODD).code()).isEqualTo(-1);
    assertThat(status.handler(ODD).message()).contains("Unable to find version latest");
    goesOn();
  }

  @Test
  void settingsThatAreNoJson() {
    GoalState both = GoalState.of(extension(ODD), extension(GOOD));
    String served = served(both, ServedDocuments::extensionsConfig);
    start();

    int settings = served.indexOf("seqNo=\"0\">", served.indexOf("<PluginSettings>"));
    String rest = served.substring(settings).replaceFirst("\\{.*?</", "{ no &amp; JSON</");
    scene
        .host()
        .publish(
            both.replacing(
                Document.EXTENSIONS_CONFIG, fresh(served.substring(0, settings) + rest)));

    scene.awaitHandler(GOOD, 0);
    goesOn();
  }

  @Test
  void vmSettingsThatAnswer500() {
    vmSettings(Fault.status(500));
  }

  @Test
  void vmSettingsThatAreRubbish() {
    vmSettings(Fault.garbage());
  }

  @Test
  void vmSettingsThatAreNoObject() {
    vmSettings(Fault.status(200).body("[[[\"never\"]]]"));
  }

  @Test
  void aHostPluginThatResetsEveryConnection() {
    start();
    scene.host().fault(Service.HOST_PLUGIN, Fault.reset());
    scene.host().publish(GoalState.of(extension(GOOD)));

    StatusDocument status = scene.awaitHandler(GOOD, 0);

    assertThat(status.channel()).isEqualTo(Service.BLOB);
    goesOn();
  }

  @Test
  void aPidFileOfALivingStranger() throws IOException {
    Process stranger = new ProcessBuilder("sleep", "600").start();
    try {
      Files.writeString(scene.agent().pidFile(), stranger.pid() + "\n");
      start();
      goesOn();

      assertThat(stranger.isAlive()).isTrue();
      assertThat(Files.readString(scene.agent().pidFile()).strip())
          .isEqualTo(Long.toString(scene.agent().process().pid()));
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void aGoalStateOf10MegabytesOfNestedElements() {
    scene.host().publish(GoalState.of(extension(GOOD)));
    start();
    scene.awaitHandler(GOOD, 0);
    Pause.of(SETTLING);
    Footprint before = footprint();
    for (Document document : List.of(Document.EXTENSIONS_CONFIG, Document.GOAL_STATE)) {
      scene.host().publish(GoalState.of(extension(ODD)).replacing(document, nested("<e>")));
      Reports.awaitFresh(scene.host(), 5, Scene.PATIENCE);
    }
    Footprint during = footprint();
    String json = nested("{\"e\":");
    scene.host().publish(GoalState.of().replacing(Document.VM_SETTINGS, json).throughFastTrack());
    Reports.awaitFresh(scene.host(), 5, Scene.PATIENCE);

    scene.host().publish(GoalState.of(extension(GOOD), extension(LATER)));
    scene.awaitHandler(LATER, 0);
    Pause.of(MINUTE);
    Footprint after = footprint();
    Figures.tell("10 MB: before " + before + "; then " + during + "; a minute later " + after);
    assertThat(after.isWithin(BOUND, before)).as(before + " -> " + after).isTrue();
    assertThat(scene.trace().commands()).noneMatch(command -> command.startsWith(ODD));
  }

  private static String nested(String element) {
    return element.repeat(10 * 1024 * 1024 / element.length());
  }

  private Footprint footprint() {
    return Footprint.of(scene.agent().process().toHandle());
  }

  private void vmSettings(Fault fault) {
    start();
    scene.host().fault(Route.VM_SETTINGS, fault);
    scene.host().publish(GoalState.of(extension(GOOD)));
    scene.awaitHandler(GOOD, 0);
    goesOn();

    scene.host().clearFaults();
    scene.host().publish(GoalState.of(extension(GOOD).sequenceNumber(1)).throughFastTrack());
    scene.awaitHandler(GOOD, 1);
  }

  private void start() {
    scene.agent().start();
    scene.host().awaitStatus(status -> true, Scene.PATIENCE);
  }

  /** What is served of a goal state that no agent has seen. */
  private String served(GoalState goal, Function<ServedDocuments, String> document) {
    scene.host().publish(goal);
    String text = document.apply(new ServedDocuments(scene.host()));
    scene.host().publish(GoalState.of());
    return text;
  }

  /** Reports go on, the next good goal state is done, and in the long run memory is as before. */
  private void goesOn() {
    Footprint before = footprint();
    Reports.awaitFresh(scene.host(), 3, Scene.PATIENCE);
    if (Figures.isLong()) {
      Pause.of(MINUTE);
      Footprint after = footprint();
      Figures.tell("an odd part: before " + before + "; a minute later " + after);
      assertThat(after.isWithin(BOUND, before)).as(before + " -> " + after).isTrue();
    }
    scene.host().publish(GoalState.of(extension(GOOD), extension(LATER)));
    scene.awaitHandler(LATER, 0);
    assertThat(scene.agent().isRunning()).isTrue();
  }

  private Extension extension(String name) {
    return scene.handler(name).extension().settings("{}");
  }
}
