// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.waagent.azurehost.ActiveFault;
import org.waagent.azurehost.Fault;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.Request;
import org.waagent.azurehost.Route;

/** What the host hears of the agent and of extensions, and what it does not. */
final class TelemetryTest {
  private static final String NAME = "Test.Events";
  private static final String ON = "Telemetry.Enabled=y";
  private static final String OFF = "Telemetry.Enabled=n";
  private static final Duration QUIET = Duration.ofSeconds(15);
  private static final Duration A_MINUTE_AND_MORE = Duration.ofSeconds(75).plus(Scene.PATIENCE);

  @RegisterExtension private final Scene scene = new Scene("Extensions.GoalStatePeriod=2");

  @Test
  @Tag("V9")
  @Tag("D49")
  void theHostHearsOfTheHeartbeatAndOfWhatExtensionsWrote() throws Exception {
    writeEvent("1000", "größer \u20AC \uD83D\uDE00");
    scene.agent().start();

    awaitSent("größer € 😀", Scene.PATIENCE);
    awaitSent("[HEARTBEAT] Agent WALinuxAgent-", Scene.PATIENCE);

    String container = scene.host().machine().containerId();
    assertThat(sent()).contains("Name=\"ContainerId\" Value=\"" + container + "\"");
    assertThat(sent()).contains("Name=\"Location\"").doesNotContain("Location_UNINITIALIZED");
    assertThat(scene.agent().log()).contains("Collected 1 events for extension: " + NAME);
    Pause.until("the file goes", Scene.PATIENCE, () -> names(events()).isEmpty());
    Pause.until("nothing waits", Scene.PATIENCE, () -> waiting().isEmpty());
  }

  @Test
  void switchedOffNotOneEventIsSentCollectedOrKept() throws Exception {
    Agent agent = scene.use(Scene.installation(), OFF);
    writeEvent("1000", "not for the host");
    agent.start();
    scene.host().publish(GoalState.of(scene.handler(NAME).extension().settings("{}")));
    scene.awaitSuccess(NAME, 0);
    Pause.of(QUIET);

    assertThat(scene.host().requests(Route.TELEMETRY)).isEmpty();
    assertThat(waiting()).isEmpty();
    assertThat(names(events())).containsExactly("1000.json");
    assertThat(agent.run("telemetry", "show").out()).contains("Telemetry is off");

    agent.configure(scene.configuration(ON));
    awaitSent("not for the host", A_MINUTE_AND_MORE);
    agent.configure(scene.configuration(OFF));
    Pause.until(
        "it is off", Scene.PATIENCE, () -> show().get("enabled").getAsString().equals("false"));
    int before = scene.host().requests(Route.TELEMETRY).size();
    scene.host().publish(GoalState.of(scene.handler(NAME).extension().settings("{\"a\":1}")));
    Pause.of(QUIET);
    assertThat(scene.host().requests(Route.TELEMETRY)).hasSize(before);
  }

  @Test
  @Tag("D51")
  void whatTheHostRefusesForAWhileIsDeliveredAfterwards() throws Exception {
    scene.isLenient();
    ActiveFault fault = scene.host().fault(Route.TELEMETRY, Fault.status(503));
    writeEvent("1000", "patience");
    scene.agent().start();
    Pause.until("the file goes", Scene.PATIENCE, () -> names(events()).isEmpty());
    Pause.until("it waits on disk", Scene.PATIENCE, () -> !waiting().isEmpty());
    scene.host().awaitRequests(Route.TELEMETRY, 1, Scene.PATIENCE);
    assertThat(show().getAsJsonObject("pending").get("files").getAsInt()).isPositive();

    fault.end();
    awaitAccepted("patience");
    Pause.until("nothing waits", Scene.PATIENCE, () -> waiting().isEmpty());
  }

  @Test
  void aKilledAgentLosesNothingThatAnExtensionWrote() throws Exception {
    scene.isLenient();
    ActiveFault fault = scene.host().fault(Route.TELEMETRY, Fault.status(503));
    List<String> written = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      written.add("message number " + i + ".");
      writeEvent(String.valueOf(1000 + i), written.get(i));
    }
    scene.agent().start();
    Pause.until("the files go", Scene.PATIENCE, () -> names(events()).size() < written.size());
    scene.agent().kill();

    fault.end();
    scene.agent().start();
    for (String message : written) {
      awaitAccepted(message);
    }
    Pause.until("the files go", Scene.PATIENCE, () -> names(events()).isEmpty());
  }

  @Test
  @Tag("D28")
  void theFailureOfAnOldVersionIsToldAsItsOwn() {
    scene.agent().start();
    ShellHandler old = scene.handler(NAME).on("disable", "exit 9");
    scene.host().publish(GoalState.of(old.extension().settings("{}")));
    scene.awaitSuccess(NAME, 0);
    scene
        .host()
        .publish(GoalState.of(old.version("2.0.0").extension().settings("{}").sequenceNumber(1)));

    scene
        .host()
        .awaitStatus(
            s -> s.handler(NAME).code() == 1008 && s.handler(NAME).version().equals("2.0.0"),
            Scene.PATIENCE);
    String told =
        "Name=\"Version\" Value=\"1.0.0\" T=\"mt:wstr\" />"
            + "<Param Name=\"Operation\" Value=\"Disable\" T=\"mt:wstr\" />"
            + "<Param Name=\"OperationSuccess\" Value=\"False\" T=\"mt:bool\" />";
    awaitSent(told, Scene.PATIENCE);
  }

  @Test
  void showListsEveryFieldWithItsSource() throws Exception {
    scene.agent().start();
    awaitSent("[HEARTBEAT]", Scene.PATIENCE);

    JsonObject shown = show();

    assertThat(shown.get("enabled").getAsBoolean()).isTrue();
    String fields = shown.getAsJsonArray("fields").toString();
    for (String name : parametersSent()) {
      assertThat(fields).as(name).contains(name);
    }
    assertThat(scene.agent().run("telemetry", "show").out())
        .contains("ContainerId", scene.host().machine().containerId(), "[goal state]");
    assertThat(scene.agent().run("telemetry").code()).isEqualTo(2);
  }

  private List<String> parametersSent() {
    List<String> names = new ArrayList<>();
    for (String part : sent().split("<Param Name=\"")) {
      if (!part.startsWith("<")) {
        names.add(part.substring(0, part.indexOf('"')));
      }
    }
    return names;
  }

  private JsonObject show() {
    JsonElement json =
        JsonParser.parseString(scene.agent().run("telemetry", "show", "--json").out());
    return json.getAsJsonObject();
  }

  private Path events() {
    return scene.agent().extensionLogs().resolve(NAME).resolve("events");
  }

  private void writeEvent(String file, String message) throws IOException {
    JsonObject event = new JsonObject();
    event.addProperty("Version", "1.0.0");
    event.addProperty("Timestamp", "2026-01-01T00:00:00.0000000Z");
    event.addProperty("TaskName", "Enable");
    event.addProperty("EventLevel", "Informational");
    event.addProperty("Message", message);
    event.addProperty("EventPid", "12");
    event.addProperty("EventTid", "1");
    event.addProperty("OperationId", "1b4f");
    Files.createDirectories(events());
    Files.writeString(events().resolve(file + ".json"), event.toString());
  }

  private void awaitSent(String text, Duration time) {
    Pause.until("'" + text + "' is sent", time, () -> sent().contains(text));
  }

  private void awaitAccepted(String text) {
    Pause.until(
        "'" + text + "' is accepted",
        Scene.PATIENCE,
        () -> posts().stream().anyMatch(r -> r.status() == 200 && r.text().contains(text)));
  }

  private String sent() {
    StringBuilder all = new StringBuilder();
    posts().forEach(request -> all.append(request.text()));
    return all.toString();
  }

  private List<Request> posts() {
    return scene.host().requests(Route.TELEMETRY);
  }

  private List<String> waiting() {
    return names(scene.lib("events"));
  }

  private static List<String> names(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(path -> path.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
