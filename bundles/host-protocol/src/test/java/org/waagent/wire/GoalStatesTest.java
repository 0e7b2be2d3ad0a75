// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.azurehost.AzureHost;
import org.waagent.azurehost.Document;
import org.waagent.azurehost.Extension;
import org.waagent.azurehost.Fault;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.RemoteUser;
import org.waagent.azurehost.Route;
import org.waagent.azurehost.Service;
import org.waagent.goalstate.ExtensionsGoalState.Source;
import org.waagent.goalstate.Handler;
import org.waagent.goalstate.RequestedState;
import org.waagent.host.GoalStateSource.Fetch;
import org.waagent.host.GoalStateSource.Polled;
import org.waagent.host.HostException;

class GoalStatesTest {
  private static final String NAME = "Example.Handler";

  @TempDir Path root;

  private static Extension extension(int number) {
    return Extension.named(NAME)
        .settings("{\"number\":" + number + "}")
        .protectedSettings("{\"secret\":\"s\"}")
        .sequenceNumber(number);
  }

  private Rig rig(GoalState first) {
    return new Rig(AzureHost.start(first), root);
  }

  private static List<Route> routes(Rig rig) {
    return rig.host.requests().stream().map(r -> r.route()).toList();
  }

  @Test
  void readsAFirstGoalStateInTheOrderOfTheProtocol() throws Exception {
    try (Rig rig = rig(GoalState.of(extension(3)))) {
      Polled polled = rig.goalStates().poll(Fetch.CHANGES);

      assertThat(polled).isInstanceOf(Polled.Fresh.class);
      assertThat(polled.goalState().incarnation().text()).isEqualTo("1");
      assertThat(polled.goalState().containerId()).isEqualTo(rig.host.machine().containerId());
      Handler handler = polled.goalState().extensions().handlers().get(0);
      assertThat(handler.name().text()).isEqualTo(NAME);
      assertThat(handler.requested()).isEqualTo(RequestedState.ENABLED);
      assertThat(handler.extensions().get(0).sequenceNumber()).isEqualTo(3);
      assertThat(handler.extensions().get(0).publicSettings()).contains("{\"number\":3}");
      assertThat(routes(rig))
          .containsExactly(
              Route.VERSIONS,
              Route.GOAL_STATE,
              Route.VM_SETTINGS,
              Route.EXTENSIONS_CONFIG,
              Route.HOSTING_ENVIRONMENT,
              Route.SHARED_CONFIG,
              Route.CERTIFICATES);
      assertThat(rig.host.violations()).isEmpty();
    }
  }

  @Test
  @Tag("D3")
  void asksForNoPartsWhenNothingChanged() throws Exception {
    try (Rig rig = rig(GoalState.of(extension(0)))) {
      GoalStates source = rig.goalStates();
      source.poll(Fetch.CHANGES);
      int before = rig.host.requests().size();
      assertThat(source.poll(Fetch.CHANGES)).isInstanceOf(Polled.Unchanged.class);
      assertThat(rig.host.requests().size() - before).isEqualTo(1);
    }
  }

  @Test
  @Tag("D4")
  void takesOverANewContainerWithoutANewIncarnation() throws Exception {
    try (Rig rig = rig(GoalState.of(extension(0)))) {
      GoalStates source = rig.goalStates();
      source.poll(Fetch.CHANGES);
      String moved = rig.host.migrate().containerId();
      Polled polled = source.poll(Fetch.CHANGES);
      assertThat(polled).isInstanceOf(Polled.Unchanged.class);
      assertThat(polled.goalState().containerId()).isEqualTo(moved);
      assertThat(rig.wireServer.ids().containerId()).isEqualTo(moved);
    }
  }

  @Test
  void opensTheCertificatesAndProtectedSettings() throws Exception {
    try (Rig rig = rig(GoalState.of(extension(0)))) {
      Polled polled = rig.goalStates().poll(Fetch.CHANGES);
      String thumbprint = rig.host.tenantCertificate().thumbprint();
      assertThat(polled.goalState().certificates().certificates())
          .anyMatch(c -> c.thumbprint().hex().equals(thumbprint) && c.hasPrivateKey());
      var extension = polled.goalState().extensions().handlers().get(0).extensions().get(0);
      byte[] message =
          Base64.getDecoder().decode(extension.protectedSettings().orElseThrow().reveal());
      String opened =
          rig.cms.decrypt(extension.protectedSettingsCertificate().orElseThrow(), message).reveal();
      assertThat(opened).isEqualTo("{\"secret\":\"s\"}");
      assertThat(rig.machine.files().look(rig.lib(thumbprint + ".prv")).orElseThrow().mode().bits())
          .isEqualTo(0400);
    }
  }

  @Test
  void readsRemoteAccessAndOpensItsPasswords() throws Exception {
    RemoteUser user = new RemoteUser("helper", "pässword", Instant.parse("2030-01-01T00:00:00Z"));
    try (Rig rig = rig(GoalState.of().withUsers(user))) {
      Polled polled = rig.goalStates().poll(Fetch.CHANGES);
      var access = polled.goalState().remoteAccess().orElseThrow().users().get(0);
      assertThat(access.name()).isEqualTo("helper");
      byte[] der = Base64.getMimeDecoder().decode(access.encryptedPassword().reveal());
      byte[] clear = rig.cms.decryptForTransport(der).bytes();
      assertThat(new String(clear, StandardCharsets.UTF_16LE)).isEqualTo("pässword");
      assertThat(rig.host.violations()).isEmpty();
    }
  }

  @Test
  @Tag("D13")
  void givesTheHistoryNoSecrets() throws Exception {
    try (Rig rig = rig(GoalState.of(extension(0)))) {
      Polled polled = rig.goalStates().poll(Fetch.CHANGES);
      var extension = polled.goalState().extensions().handlers().get(0).extensions().get(0);
      String secret = extension.protectedSettings().orElseThrow().reveal();
      var documents = ((Polled.Fresh) polled).documents();
      assertThat(documents)
          .extracting(d -> d.name())
          .containsExactly(
              "GoalState.xml",
              "ExtensionsConfig.xml",
              "HostingEnvironmentConfig.xml",
              "SharedConfig.xml",
              "Certificates.json");
      assertThat(documents).noneMatch(d -> d.text().contains(secret) || d.text().contains("sig="));
      assertThat(documents.get(1).text()).contains("***REDACTED***");
    }
  }

  @Test
  @Tag("D5")
  void takesTheFastTrackGoalStateWhenItIsNewer() throws Exception {
    try (Rig rig = rig(GoalState.of(extension(0)))) {
      GoalStates source = rig.goalStates();
      source.poll(Fetch.CHANGES);
      rig.machine.clock().advance(Duration.ofHours(7));
      String id = rig.host.publish(GoalState.of(extension(1)).throughFastTrack());
      Polled polled = source.poll(Fetch.CHANGES);
      assertThat(polled).isInstanceOf(Polled.Fresh.class);
      assertThat(polled.goalState().extensions().id()).isEqualTo(id);
      assertThat(polled.goalState().extensions().source()).isEqualTo(Source.FAST_TRACK);
      assertThat(polled.goalState().fastTrack()).isTrue();
      assertThat(rig.machine.files().exists(rig.lib("fast_track.json"))).isTrue();
      assertThat(source.poll(Fetch.CHANGES)).isInstanceOf(Polled.Unchanged.class);
      rig.host.publish(GoalState.of(extension(2)));
      assertThat(source.poll(Fetch.CHANGES).goalState().extensions().source())
          .isEqualTo(Source.FABRIC);
    }
  }

  @Test
  void keepsTheFabricGoalStateWhenTheHostPluginResetsConnections() throws Exception {
    try (Rig rig = rig(GoalState.of(extension(0)))) {
      rig.host.fault(Service.HOST_PLUGIN, Fault.reset());
      Polled polled = rig.goalStates().poll(Fetch.CHANGES);
      assertThat(polled.goalState().extensions().handlers()).hasSize(1);
      assertThat(polled.goalState().extensions().outdated()).isFalse();
    }
  }

  @Test
  @Tag("D13")
  void tellsABrokenVmSettingsOncePerEtagAndGoesOn() throws Exception {
    try (Rig rig = rig(GoalState.of(extension(0)))) {
      GoalStates source = rig.goalStates();
      rig.host.publish(
          GoalState.of(extension(1))
              .throughFastTrack()
              .replacing(Document.VM_SETTINGS, "{nonsense"));
      Polled polled = source.poll(Fetch.CHANGES);
      source.poll(Fetch.CHANGES);
      assertThat(polled.goalState().extensions().source()).isEqualTo(Source.FABRIC);
      assertThat(rig.machine.log().lines().stream().filter(l -> l.contains("can't be read")))
          .hasSize(1);
    }
  }

  @Test
  @Tag("D8")
  void marksAnOlderFabricGoalStateWhenFastTrackStops() throws Exception {
    try (Rig rig = rig(GoalState.of(extension(0)))) {
      rig.host.publish(GoalState.of(extension(1)).throughFastTrack());
      GoalStates source = rig.goalStates();
      assertThat(source.poll(Fetch.CHANGES).goalState().extensions().source())
          .isEqualTo(Source.FAST_TRACK);
      rig.host.fault(Route.VM_SETTINGS, Fault.status(404));
      Polled stopped = source.poll(Fetch.CHANGES);
      assertThat(stopped.goalState().extensions().source()).isEqualTo(Source.FABRIC);
      assertThat(stopped.goalState().extensions().outdated()).isTrue();
      assertThat(stopped.goalState().fastTrack()).isFalse();
      int asked = rig.host.requests(Route.VM_SETTINGS).size();
      source.poll(Fetch.CHANGES);
      assertThat(rig.host.requests(Route.VM_SETTINGS)).hasSize(asked);
      rig.statusSink().upload(stopped.goalState().extensions().statusBlob().orElseThrow(), bytes());
      assertThat(rig.machine.files().exists(rig.lib("fast_track.json"))).isFalse();
    }
  }

  private static byte[] bytes() {
    return "{}".getBytes(StandardCharsets.UTF_8);
  }

  @Test
  @Tag("D14")
  void refreshesItsIdsWhenVmSettingsIsGone() throws Exception {
    try (Rig rig = rig(GoalState.of(extension(0)))) {
      rig.host.publish(GoalState.of(extension(1)).throughFastTrack());
      rig.host.fault(Route.VM_SETTINGS, Fault.status(410).times(1));
      Polled polled = rig.goalStates().poll(Fetch.CHANGES);
      assertThat(polled.goalState().extensions().source()).isEqualTo(Source.FAST_TRACK);
      assertThat(rig.host.requests(Route.GOAL_STATE)).hasSize(2);
    }
  }

  @Test
  void keepsTheOldStateWhenTheExtensionsCanNotBeFetched() throws Exception {
    try (Rig rig = rig(GoalState.of(extension(0)))) {
      GoalStates source = rig.goalStates();
      source.poll(Fetch.CHANGES);
      rig.host.publish(GoalState.of(extension(1)));
      rig.host.fault(Route.EXTENSIONS_CONFIG, Fault.status(404));
      assertThatThrownBy(() -> source.poll(Fetch.CHANGES)).isInstanceOf(HostException.class);
      rig.host.clearFaults();
      Polled polled = source.poll(Fetch.CHANGES);
      assertThat(polled).isInstanceOf(Polled.Fresh.class);
      assertThat(polled.goalState().incarnation().text()).isEqualTo("2");
    }
  }

  @Test
  @Tag("D10")
  void survivesCertificatesThatCanNotBeOpened() throws Exception {
    String broken = "<CertificateFile><Data>AAAA</Data></CertificateFile>";
    GoalState goal = GoalState.of(extension(0)).replacing(Document.CERTIFICATES, broken);
    try (Rig rig = rig(goal)) {
      Polled polled = rig.goalStates().poll(Fetch.CHANGES);
      assertThat(polled.goalState().certificates().certificates()).isEmpty();
      assertThat(rig.host.requests(Route.CERTIFICATES)).hasSize(2);
    }
  }

  @Test
  @Tag("D36")
  void isOnHoldWhenTheArtifactsProfileSaysSo() throws Exception {
    try (Rig rig = rig(GoalState.of(extension(0)).onHold(true))) {
      assertThat(rig.goalStates().poll(Fetch.CHANGES).goalState().extensions().onHold()).isTrue();
      rig.host.publish(GoalState.of(extension(1)).onHold(false));
      assertThat(rig.goalStates().poll(Fetch.CHANGES).goalState().extensions().onHold()).isFalse();
    }
  }

  @Test
  @Tag("D2")
  void retriesAGoalStateWithoutARoleInstanceSixTimes() {
    String text = "<GoalState><Incarnation>1</Incarnation></GoalState>";
    try (Rig rig = rig(GoalState.of().replacing(Document.GOAL_STATE, text))) {
      assertThatThrownBy(() -> rig.goalStates().poll(Fetch.CHANGES))
          .hasMessageContaining("RoleInstance");
      assertThat(rig.host.requests(Route.GOAL_STATE)).hasSize(6);
    }
  }

  @Test
  @Tag("D14")
  void asksAgainForFastTrackAfterSixHours() throws Exception {
    try (Rig rig = rig(GoalState.of(extension(0)))) {
      GoalStates source = rig.goalStates();
      source.poll(Fetch.CHANGES);
      rig.machine.clock().advance(Duration.ofHours(5));
      source.poll(Fetch.CHANGES);
      assertThat(rig.host.requests(Route.VM_SETTINGS)).hasSize(1);
      rig.machine.clock().advance(Duration.ofHours(2));
      source.poll(Fetch.CHANGES);
      assertThat(rig.host.requests(Route.VM_SETTINGS)).hasSize(2);
    }
  }

  @Test
  void ignoresAHostPluginThatIsTooOldForFastTrack() throws Exception {
    String old =
        "{\"hostGAPluginVersion\":\"1.0.8.132\",\"extensionGoalStatesSource\":\"FastTrack\","
            + "\"extensionGoalStates\":7}";
    GoalState goal =
        GoalState.of(extension(1)).throughFastTrack().replacing(Document.VM_SETTINGS, old);
    try (Rig rig = rig(GoalState.of(extension(0)))) {
      rig.host.publish(goal);
      Polled polled = rig.goalStates().poll(Fetch.CHANGES);
      assertThat(polled.goalState().extensions().source()).isEqualTo(Source.FABRIC);
      assertThat(polled.goalState().fastTrack()).isFalse();
    }
  }

  @Test
  void holdsBackAnOlderFabricGoalStateWhileTheHostPluginFails() throws Exception {
    try (Rig rig = rig(GoalState.of(extension(0)))) {
      rig.host.publish(GoalState.of(extension(1)).throughFastTrack());
      rig.goalStates().poll(Fetch.CHANGES);
      rig.host.fault(Route.VM_SETTINGS, Fault.reset());
      GoalStates restarted = rig.goalStates();
      Polled polled = restarted.poll(Fetch.CHANGES);
      assertThat(polled.goalState().extensions().outdated()).isTrue();
      rig.statusSink().upload(polled.goalState().extensions().statusBlob().orElseThrow(), bytes());
      assertThat(rig.machine.files().exists(rig.lib("fast_track.json"))).isTrue();
      rig.host.clearFaults();
      assertThat(restarted.poll(Fetch.CHANGES).goalState().extensions().source())
          .isEqualTo(Source.FAST_TRACK);
    }
  }

  @Test
  void doesNotAskForFastTrackThatIsSwitchedOff() throws Exception {
    try (Rig rig = rig(GoalState.of(extension(0)))) {
      rig.goalStates(false).poll(Fetch.CHANGES);
      assertThat(rig.host.requests(Route.VM_SETTINGS)).isEmpty();
    }
  }

  @Test
  @Tag("D7")
  void fetchesAllAgainWhenACertificateIsMissing() throws Exception {
    try (Rig rig = rig(GoalState.of(extension(0)))) {
      rig.host.publish(GoalState.of(extension(1)).throughFastTrack());
      rig.host.fault(Route.CERTIFICATES, Fault.status(404).times(2));
      Polled polled = rig.goalStates().poll(Fetch.CHANGES);
      assertThat(polled.goalState().certificates().certificates()).isNotEmpty();
      assertThat(polled.goalState().extensions().source()).isEqualTo(Source.FAST_TRACK);
    }
  }

  @Test
  @Tag("D11")
  @Tag("V14")
  void downloadsCertificatesAgainThatWereDeleted() throws Exception {
    try (Rig rig = rig(GoalState.of(extension(0)))) {
      GoalStates source = rig.goalStates();
      source.poll(Fetch.CHANGES);
      String file = rig.host.tenantCertificate().thumbprint() + ".crt";
      rig.machine.files().delete(rig.lib(file));
      rig.machine.clock().advance(Duration.ofHours(7));
      rig.host.publish(GoalState.of(extension(1)).throughFastTrack());
      source.poll(Fetch.CHANGES);
      assertThat(rig.machine.files().exists(rig.lib(file))).isTrue();
    }
  }
}
