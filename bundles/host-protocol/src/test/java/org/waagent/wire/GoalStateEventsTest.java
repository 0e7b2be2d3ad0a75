// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.azurehost.AzureHost;
import org.waagent.azurehost.Document;
import org.waagent.azurehost.Extension;
import org.waagent.azurehost.Fault;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.Route;
import org.waagent.host.Event;
import org.waagent.host.GoalStateSource.Fetch;

/** What a goal state makes the agent tell the platform's telemetry. */
class GoalStateEventsTest {
  private static final Extension SIGNED = Extension.named("Example.Signed").signature("AAAA");
  private static final Extension PLAIN = Extension.named("Example.Plain");
  private static final Extension GONE = Extension.named("Example.Gone").uninstall();

  @TempDir Path root;

  private static List<String> told(Rig rig, String operation) {
    return rig.events.stream()
        .filter(event -> event.operation().equals(operation))
        .map(event -> event.name() + " " + event.success())
        .toList();
  }

  private static List<String> messages(Rig rig, String operation) {
    return rig.events.stream()
        .filter(event -> event.operation().equals(operation) && !event.success())
        .map(Event::message)
        .toList();
  }

  @Test
  void tellsOnceWhichExtensionsAreSigned() throws Exception {
    try (Rig rig = new Rig(AzureHost.start(GoalState.of(SIGNED, PLAIN, GONE)), root)) {
      GoalStates source = rig.goalStates();
      source.poll(Fetch.CHANGES);
      source.poll(Fetch.EVERYTHING);
      assertThat(told(rig, "ExtensionSigned"))
          .containsExactly("Example.Signed true", "Example.Plain false");
      rig.host.publish(GoalState.of(PLAIN).throughFastTrack());
      rig.goalStates().poll(Fetch.CHANGES);
      assertThat(told(rig, "ExtensionSigned")).hasSize(3);
    }
  }

  @Test
  void aHostPluginWithoutSignaturesIsNotBlamed() throws Exception {
    String old =
        "{\"hostGAPluginVersion\":\"1.0.8.158\",\"extensionGoalStatesSource\":\"FastTrack\","
            + "\"extensionsLastModifiedTickCount\":\"700000000000000000\","
            + "\"extensionGoalStates\":[{\"name\":\"A.B\",\"version\":\"1.0\","
            + "\"state\":\"enabled\"}]}";
    GoalState goal = GoalState.of().throughFastTrack().replacing(Document.VM_SETTINGS, old);
    try (Rig rig = new Rig(AzureHost.start(goal), root)) {
      rig.goalStates().poll(Fetch.CHANGES);
      assertThat(told(rig, "ExtensionSigned")).isEmpty();
    }
  }

  @Test
  void tellsInvalidExtensions() throws Exception {
    String config =
        "<Extensions><Plugins><Plugin name='' version='1' state='enabled'/>"
            + "<Plugin name='A.NoVersion' version='' state='enabled'/>"
            + "<Plugin name='A.NoState' version='1' state=''/>"
            + "<Plugin name='A.Good' version='1' state='enabled'/></Plugins></Extensions>";
    GoalState goal = GoalState.of().replacing(Document.EXTENSIONS_CONFIG, config);
    try (Rig rig = new Rig(AzureHost.start(goal), root)) {
      rig.goalStates().poll(Fetch.CHANGES);
      assertThat(told(rig, "InvalidExtensionConfig"))
          .containsExactly("invalid_ false", "A.NoVersion false", "A.NoState false");
    }
  }

  @Test
  void tellsWhyCertificatesAndTheArtifactsProfileCanNotBeHad() throws Exception {
    try (Rig rig = new Rig(AzureHost.start(GoalState.of(PLAIN)), root)) {
      rig.host.fault(Route.CERTIFICATES, Fault.status(404));
      String config =
          "<Extensions><InVMArtifactsProfileBlob>http://127.0.0.1:1/p?sig=hush"
              + "</InVMArtifactsProfileBlob></Extensions>";
      rig.host.publish(GoalState.of(PLAIN).replacing(Document.EXTENSIONS_CONFIG, config));
      rig.goalStates().poll(Fetch.CHANGES);
      assertThat(messages(rig, "GoalStateCertificates")).singleElement().asString().contains("404");
      assertThat(messages(rig, "ArtifactsProfileBlob"))
          .singleElement()
          .asString()
          .contains("not on hold")
          .doesNotContain("hush");
    }
  }
}
