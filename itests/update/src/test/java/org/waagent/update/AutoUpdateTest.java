// SPDX-License-Identifier: Apache-2.0
package org.waagent.update;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.waagent.agent.Pause;
import org.waagent.azurehost.AgentFamily;
import org.waagent.azurehost.ExtensionPackage;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.Route;
import org.waagent.azurehost.StatusDocument;

/** The agent updates itself, if it may and if there is a feed. */
final class AutoUpdateTest {
  private static final String NAME = "Test.Bystander";
  private static final String FAMILY = "Prod";
  private static final String NEXT = "3.0.1";
  private static final String PYTHON = "9.9.9.9";

  @RegisterExtension private final UpdateScene scene = new UpdateScene();

  private OwnFeed feed;

  @Test
  @Tag("S78")
  void aNewVersionOfTheFeedIsTaken() throws Exception {
    offer("AutoUpdate.Enabled=y", NEXT);
    scene.host().publish(goal(python()));
    scene.started();

    Past past = scene.next(List.of());

    past.isGood();
    assertThat(past.what()).contains(NEXT);
    scene.runsCommitted();
    StatusDocument status =
        scene.host().awaitStatus(s -> s.agentVersion().equals(NEXT), UpdateScene.PATIENCE);
    assertThat(update(status).size()).as("told only where the release manager asks").isZero();
    scene.awaitSuccess(NAME, 0);
    assertThat(scene.trace().commands()).as("the extension is begun once").hasSize(2);
    onlyOursIsFetched();
  }

  @Test
  @Tag("S78")
  void nothingIsFetchedWhereItIsSwitchedOff() throws Exception {
    offer("AutoUpdate.Enabled=n", NEXT);
    scene.host().publish(goal(python().asking(NEXT)));
    scene.started();
    scene.awaitSuccess(NAME, 0);
    long before = scene.host().statusCount();
    Pause.until("more", UpdateScene.PATIENCE, () -> scene.host().statusCount() > before + 3);

    assertThat(requested("OSTCLinuxAgent")).isEmpty();
    assertThat(scene.features().history()).isEmpty();
    assertThat(scene.features().committed()).isEqualTo(Features.INSTALLED);
    assertThat(scene.agent().run("features").out()).contains("by itself: Auto update is disabled");
  }

  @Test
  @Tag("S78")
  void withoutAFeedTheReleaseManagerIsToldAndPythonsPackagesAreLeftAlone() throws Exception {
    Path python = Files.createDirectories(scene.lib("WALinuxAgent-2.15.0.1"));
    Files.writeString(python.resolve("HandlerManifest.json"), "[]");
    scene.agent().configure(scene.configuration("AutoUpdate.Enabled=y"));
    feed = new OwnFeed(scene.host());
    scene.host().publish(goal(python().asking(PYTHON)));
    scene.started();

    StatusDocument status =
        scene
            .host()
            .awaitStatus(
                s -> update(s).size() > 0 && s.handler(NAME).hasSucceeded(0), UpdateScene.PATIENCE);

    assertThat(update(status).get("status").getAsString()).isEqualTo("Error");
    assertThat(update(status).getAsJsonObject("formattedMessage").get("message").getAsString())
        .containsIgnoringCase("feed");
    assertThat(status.features()).doesNotContain("VersioningGovernance");
    assertThat(python.resolve("HandlerManifest.json")).hasContent("[]");
    assertThat(scene.agent().libNames())
        .filteredOn(name -> name.startsWith("WALinuxAgent-"))
        .hasSize(1);
    assertThat(requested("OSTCLinuxAgent")).isEmpty();
    assertThat(scene.features().history()).isEmpty();
  }

  @Test
  @Tag("V10")
  void aRequestOfTheReleaseManagerIsCarriedOutAndTold() throws Exception {
    offer("AutoUpdate.Enabled=y", NEXT, "3.0.2");
    // The first look of this machine is over: it is not the newest version that is taken.
    Files.writeString(Files.createDirectories(scene.lib("")).resolve("waagent_initial_update"), "");
    scene.host().publish(goal(python().asking(NEXT)));
    scene.started();

    scene.next(List.of()).isGood();
    StatusDocument status =
        scene.host().awaitStatus(s -> s.agentVersion().equals(NEXT), UpdateScene.PATIENCE);

    assertThat(update(status).get("expectedVersion").getAsString()).isEqualTo(NEXT);
    assertThat(update(status).get("status").getAsString()).isEqualTo("Success");
    assertThat(status.features()).contains("VersioningGovernance");
    assertThat(scene.agent().log())
        .contains("New agent version:" + NEXT + " requested by RSM in Goal state");
    scene.runsCommitted();
    onlyOursIsFetched();
  }

  private void offer(String line, String... versions) throws Exception {
    feed = new OwnFeed(scene.host());
    for (String version : versions) {
      feed.offering(
          version, scene.workshop().pack(scene.workshop().next(version, "telemetry", "core")));
    }
    scene.agent().configure(scene.configuration(line, "AutoUpdate.Feed=" + feed.address()));
  }

  private GoalState goal(AgentFamily family) throws Exception {
    return GoalState.of(scene.handler(NAME).extension().settings("{}"))
        .families(feed.beside(family));
  }

  /** The platform's own agent, in the version it would have. */
  private static AgentFamily python() {
    byte[] content = "not for this agent".getBytes(StandardCharsets.UTF_8);
    return AgentFamily.named(FAMILY).publishing(PYTHON, ExtensionPackage.bytes(content));
  }

  private void onlyOursIsFetched() {
    assertThat(requested(OwnFeed.packageOf(FAMILY, PYTHON))).isEmpty();
  }

  private List<String> requested(String part) {
    return scene.host().requests(Route.PACKAGE).stream()
        .map(request -> request.path())
        .filter(path -> path.contains(part))
        .toList();
  }

  private static JsonObject update(StatusDocument status) {
    JsonObject agent =
        status.json().getAsJsonObject("aggregateStatus").getAsJsonObject("guestAgentStatus");
    JsonObject update = agent.getAsJsonObject("updateStatus");
    return update == null ? new JsonObject() : update;
  }
}
