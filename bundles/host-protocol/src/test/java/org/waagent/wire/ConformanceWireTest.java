// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.azurehost.AzureHost;
import org.waagent.azurehost.Document;
import org.waagent.azurehost.Extension;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.Route;
import org.waagent.goalstate.ExtensionsGoalState.Source;
import org.waagent.host.GoalStateSource.Fetch;
import org.waagent.host.GoalStateSource.Polled;

/** Goal states with parts that are absent or of another kind. */
class ConformanceWireTest {
  @TempDir Path root;

  private static GoalState goal() {
    return GoalState.of(Extension.named("Example.Handler").sequenceNumber(3));
  }

  private Rig rig(Document document, String text) {
    return new Rig(AzureHost.start(goal().replacing(document, text)), root);
  }

  private static String goalState(String parts) {
    return "<GoalState><Incarnation>1</Incarnation><Container><ContainerId>${containerId}"
        + "</ContainerId><RoleInstanceList><RoleInstance><InstanceId>i</InstanceId><Configuration>"
        + parts
        + "<ConfigName>c.xml</ConfigName></Configuration></RoleInstance></RoleInstanceList>"
        + "</Container></GoalState>";
  }

  @Test
  void aGoalStateWithoutPartsIsEmpty() throws Exception {
    try (Rig rig = rig(Document.GOAL_STATE, goalState(""))) {
      Polled polled = rig.goalStates().poll(Fetch.CHANGES);
      assertThat(polled.goalState().extensions().source()).isEqualTo(Source.EMPTY);
      assertThat(polled.goalState().extensions().outdated()).isFalse();
      assertThat(polled.goalState().certificates().certificates()).isEmpty();
      assertThat(polled.goalState().hostingEnvironment()).isEmpty();
      assertThat(polled.goalState().sharedConfig()).isEmpty();
      assertThat(rig.host.requests(Route.CERTIFICATES)).isEmpty();
    }
  }

  @Test
  void certificatesOfAnotherFormatAreNone() throws Exception {
    String other = "<CertificateFile><Format>Other</Format><Data>AAAA</Data></CertificateFile>";
    try (Rig rig = rig(Document.CERTIFICATES, other)) {
      Polled polled = rig.goalStates().poll(Fetch.CHANGES);
      assertThat(polled.goalState().certificates().certificates()).isEmpty();
      assertThat(rig.host.requests(Route.CERTIFICATES)).hasSize(1);
      assertThat(rig.machine.log().lines()).anyMatch(l -> l.contains("unknown format"));
      assertThat(rig.machine.files().exists(rig.lib("Certificates.p7m"))).isFalse();
    }
  }

  @Test
  void certificatesWithoutDataAreNone() throws Exception {
    try (Rig rig = rig(Document.CERTIFICATES, "<CertificateFile/>")) {
      GoalStates source = rig.goalStates();
      assertThat(source.poll(Fetch.CHANGES).goalState().certificates().certificates()).isEmpty();
      assertThat(rig.host.requests(Route.CERTIFICATES)).hasSize(1);
    }
  }

  @Test
  void certificatesThatCanNotBeOpenedLeaveTheGoalStateFine() throws Exception {
    String none = "<CertificateFile><Data>bm8gbWVzc2FnZQ==</Data></CertificateFile>";
    try (Rig rig = rig(Document.CERTIFICATES, none)) {
      Polled polled = rig.goalStates().poll(Fetch.CHANGES);
      assertThat(polled.goalState().extensions().handlers()).hasSize(1);
      assertThat(((Polled.Fresh) polled).documents())
          .filteredOn(d -> d.name().equals("Certificates.json"))
          .singleElement()
          .satisfies(d -> assertThat(d.text()).isEqualTo("[]"));
    }
  }

  @Test
  void theSummaryOfTheCertificatesTellsWhichHaveAKey() throws Exception {
    try (Rig rig = new Rig(AzureHost.start(goal()), root)) {
      Polled polled = rig.goalStates().poll(Fetch.CHANGES);
      String thumbprint =
          polled.goalState().certificates().certificates().get(0).thumbprint().hex();
      assertThat(((Polled.Fresh) polled).documents())
          .filteredOn(d -> d.name().equals("Certificates.json"))
          .singleElement()
          .satisfies(
              d ->
                  assertThat(d.text())
                      .isEqualTo(
                          "[{\"thumbprint\": \"" + thumbprint + "\", \"hasPrivateKey\": true}]"));
    }
  }

  @Test
  @Tag("D5")
  void aFabricDocumentOfTheHostPluginIsIgnored() throws Exception {
    String fabric =
        "{\"hostGAPluginVersion\":\"1.0.8.159\",\"extensionGoalStatesSource\":\"Fabric\","
            + "\"extensionsLastModifiedTickCount\":\"999999999999999999\"}";
    try (Rig rig = new Rig(AzureHost.start(goal()), root)) {
      rig.host.publish(goal().throughFastTrack().replacing(Document.VM_SETTINGS, fabric));
      Polled polled = rig.goalStates().poll(Fetch.CHANGES);
      assertThat(polled.goalState().extensions().source()).isEqualTo(Source.FABRIC);
      assertThat(polled.goalState().extensions().handlers()).hasSize(1);
      assertThat(polled.goalState().fastTrack()).isTrue();
      assertThat(rig.machine.files().exists(rig.lib("fast_track.json"))).isFalse();
    }
  }

  @Test
  void aPasswordThatIsNoMessageIsRefused() {
    try (Rig rig = new Rig(AzureHost.start(goal()), root)) {
      assertThatThrownBy(() -> rig.cms.decryptForTransport(new byte[] {1, 2, 3}))
          .isInstanceOf(IOException.class);
    }
  }
}
