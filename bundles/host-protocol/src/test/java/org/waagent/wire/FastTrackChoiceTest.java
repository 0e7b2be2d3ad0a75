// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.azurehost.AzureHost;
import org.waagent.azurehost.Extension;
import org.waagent.azurehost.Fault;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.Route;
import org.waagent.azurehost.TenantCertificate;
import org.waagent.goalstate.ExtensionsGoalState.Source;
import org.waagent.goalstate.Thumbprint;
import org.waagent.host.GoalStateSource.Fetch;
import org.waagent.host.GoalStateSource.Polled;
import org.waagent.host.HostException;

/** Between the fabric and the fast track, with what may go wrong on the way. */
class FastTrackChoiceTest {
  @TempDir Path root;

  private static GoalState goal(int number) {
    return GoalState.of(
        Extension.named("Example.Handler")
            .sequenceNumber(number)
            .protectedSettings("{\"secret\":\"s\"}"));
  }

  private Rig rig() {
    return new Rig(AzureHost.start(goal(0)), root);
  }

  private static boolean has(Polled polled, TenantCertificate certificate) {
    return polled.goalState().certificates().contains(new Thumbprint(certificate.thumbprint()));
  }

  private static List<String> missing(Rig rig) {
    return rig.machine.log().lines().stream().filter(l -> l.contains("still missing")).toList();
  }

  @Test
  @Tag("D7")
  @Tag("V12")
  void afterHibernationTheNewCertificateIsFetchedAtOnce() throws Exception {
    TenantCertificate second = TenantCertificate.create();
    try (Rig rig = rig()) {
      rig.host.publish(goal(1).throughFastTrack());
      GoalStates source = rig.goalStates();
      Polled before = source.poll(Fetch.CHANGES);
      rig.host.publish(goal(2).throughFastTrack().certificates(second));
      Polled polled = source.poll(Fetch.CHANGES);
      assertThat(polled).isInstanceOf(Polled.Fresh.class);
      assertThat(polled.goalState().incarnation()).isEqualTo(before.goalState().incarnation());
      assertThat(has(polled, second)).isTrue();
      assertThat(rig.machine.files().exists(rig.lib(second.thumbprint() + ".prv"))).isTrue();
      assertThat(missing(rig)).isEmpty();
    }
  }

  @Test
  void aGoalStateWaitsForItsCertificateForOneMorePoll() throws Exception {
    TenantCertificate second = TenantCertificate.create();
    try (Rig rig = rig()) {
      rig.host.publish(goal(1).throughFastTrack());
      GoalStates source = rig.goalStates();
      String first = source.poll(Fetch.CHANGES).goalState().extensions().id();
      rig.host.fault(Route.CERTIFICATES, Fault.status(404));
      String id = rig.host.publish(goal(2).throughFastTrack().certificates(second));
      Polled held = source.poll(Fetch.CHANGES);
      assertThat(held).isInstanceOf(Polled.Unchanged.class);
      assertThat(held.goalState().extensions().id()).isEqualTo(first);
      rig.host.clearFaults();
      Polled polled = source.poll(Fetch.CHANGES);
      assertThat(polled).isInstanceOf(Polled.Fresh.class);
      assertThat(polled.goalState().extensions().id()).isEqualTo(id);
      assertThat(((Polled.Fresh) polled).documents()).isNotEmpty();
      assertThat(has(polled, second)).isTrue();
    }
  }

  @Test
  @Tag("D7")
  void aCertificateThatNeverComesIsToldOnceAndNotWaitedFor() throws Exception {
    try (Rig rig = rig()) {
      rig.host.publish(goal(1).throughFastTrack());
      rig.host.fault(Route.CERTIFICATES, Fault.status(404));
      GoalStates source = rig.goalStates();
      Polled first = source.poll(Fetch.CHANGES);
      assertThat(first).isInstanceOf(Polled.Fresh.class);
      assertThat(first.goalState().extensions().outdated()).isTrue();
      Polled second = source.poll(Fetch.CHANGES);
      assertThat(second).isInstanceOf(Polled.Fresh.class);
      assertThat(second.goalState().extensions().outdated()).isFalse();
      assertThat(missing(rig)).hasSize(1);
      int asked = rig.host.requests(Route.CERTIFICATES).size();
      assertThat(source.poll(Fetch.CHANGES)).isInstanceOf(Polled.Unchanged.class);
      assertThat(rig.host.requests(Route.CERTIFICATES)).hasSize(asked);
    }
  }

  @Test
  void aFaultWhileTheCertificateIsMissingLosesNoGoalState() throws Exception {
    TenantCertificate second = TenantCertificate.create();
    try (Rig rig = rig()) {
      rig.host.publish(goal(1).throughFastTrack());
      GoalStates source = rig.goalStates();
      source.poll(Fetch.CHANGES);
      String id = rig.host.publish(goal(2).throughFastTrack().certificates(second));
      rig.host.fault(Route.EXTENSIONS_CONFIG, Fault.status(404));
      assertThat(source.poll(Fetch.CHANGES)).isInstanceOf(Polled.Unchanged.class);
      Polled polled = source.poll(Fetch.CHANGES);
      assertThat(polled).isInstanceOf(Polled.Fresh.class);
      assertThat(polled.goalState().extensions().id()).isEqualTo(id);
    }
  }

  @Test
  @Tag("D8")
  void aStopThatCouldNotBeActedOnIsNotForgotten() throws Exception {
    try (Rig rig = rig()) {
      rig.host.publish(goal(1).throughFastTrack());
      GoalStates source = rig.goalStates();
      source.poll(Fetch.CHANGES);
      rig.host.fault(Route.VM_SETTINGS, Fault.status(404));
      rig.host.fault(Route.EXTENSIONS_CONFIG, Fault.status(404));
      assertThatThrownBy(() -> source.poll(Fetch.CHANGES)).isInstanceOf(HostException.class);
      rig.host.clearFaults();
      rig.host.fault(Route.VM_SETTINGS, Fault.status(404));
      Polled polled = source.poll(Fetch.CHANGES);
      assertThat(polled.goalState().extensions().source()).isEqualTo(Source.FABRIC);
      assertThat(polled.goalState().extensions().outdated()).isTrue();
      assertThat(source.poll(Fetch.CHANGES)).isInstanceOf(Polled.Unchanged.class);
    }
  }

  @Test
  void aStopWaitsForAnExtensionsConfigThatCanBeRead() throws Exception {
    try (Rig rig = rig()) {
      rig.host.publish(goal(1).throughFastTrack());
      GoalStates source = rig.goalStates();
      source.poll(Fetch.CHANGES);
      rig.host.fault(Route.VM_SETTINGS, Fault.status(404));
      rig.host.fault(Route.EXTENSIONS_CONFIG, Fault.status(200).body("<Extensions"));
      Polled without = source.poll(Fetch.CHANGES);
      assertThat(without.goalState().extensions().source()).isEqualTo(Source.FAST_TRACK);
      int asked = rig.host.requests(Route.EXTENSIONS_CONFIG).size();
      source.poll(Fetch.CHANGES);
      assertThat(rig.host.requests(Route.EXTENSIONS_CONFIG)).hasSize(asked);
      rig.host.clearFaults();
      rig.host.fault(Route.VM_SETTINGS, Fault.status(404));
      rig.machine.clock().advance(Duration.ofSeconds(61));
      Polled polled = source.poll(Fetch.CHANGES);
      assertThat(polled.goalState().extensions().source()).isEqualTo(Source.FABRIC);
      assertThat(polled.goalState().extensions().outdated()).isTrue();
    }
  }

  @Test
  @Tag("D9")
  void aFastTrackThatIsSwitchedOffStillOutdatesAnOlderFabric() throws Exception {
    try (Rig rig = rig()) {
      rig.host.publish(goal(1).throughFastTrack());
      rig.goalStates().poll(Fetch.CHANGES);
      Polled polled = rig.goalStates(false).poll(Fetch.CHANGES);
      assertThat(polled.goalState().extensions().source()).isEqualTo(Source.FABRIC);
      assertThat(polled.goalState().extensions().outdated()).isTrue();
      assertThat(polled.goalState().fastTrack()).isFalse();
      byte[] status = "{}".getBytes(StandardCharsets.UTF_8);
      rig.statusSink().upload(polled.goalState().extensions().statusBlob().orElseThrow(), status);
      assertThat(rig.machine.files().exists(rig.lib("fast_track.json"))).isFalse();
    }
  }

  @Test
  @Tag("D15")
  void anAnswerWithoutATagIsAnErrorAndTheRestGoesOn() throws Exception {
    try (Rig rig = rig()) {
      GoalStates source = rig.goalStates();
      rig.host.publish(goal(1).throughFastTrack());
      rig.host.fault(Route.VM_SETTINGS, Fault.status(200).body("{}"));
      Polled polled = source.poll(Fetch.CHANGES);
      assertThat(polled.goalState().extensions().source()).isEqualTo(Source.FABRIC);
      assertThat(rig.counts.take().errors()).isEqualTo(1);
      assertThat(rig.machine.log().lines()).anyMatch(l -> l.contains("the answer has no ETag"));
      rig.host.clearFaults();
      polled = source.poll(Fetch.CHANGES);
      assertThat(polled.goalState().extensions().source()).isEqualTo(Source.FAST_TRACK);
    }
  }

  @Test
  @Tag("D15")
  void countsHowAskingWent() throws Exception {
    try (Rig rig = rig()) {
      rig.host.publish(goal(1).throughFastTrack());
      GoalStates source = rig.goalStates();
      for (int status : new int[] {500, 502, 400, 503}) {
        rig.host.fault(Route.VM_SETTINGS, Fault.status(status).times(1));
        source.poll(Fetch.CHANGES);
      }
      rig.host.fault(Route.VM_SETTINGS, Fault.reset());
      source.poll(Fetch.CHANGES);
      rig.host.clearFaults();
      source.poll(Fetch.CHANGES);
      VmSettingsCounts.Summary summary = rig.counts.take();
      assertThat(summary.requests()).isGreaterThanOrEqualTo(6);
      assertThat(summary.errors()).isEqualTo(5);
      assertThat(summary.serverErrors()).isEqualTo(3);
      assertThat(summary.clientErrors()).isEqualTo(1);
      assertThat(summary.failedRequests()).isEqualTo(1);
      assertThat(summary.details()).hasSize(3);
      assertThat(summary.details().get(1)).startsWith("internal error in HostGAPlugin");
      assertThat(rig.counts.take().requests()).isZero();
    }
  }
}
