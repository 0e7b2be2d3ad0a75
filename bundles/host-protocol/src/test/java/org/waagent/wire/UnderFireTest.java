// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.azurehost.AzureHost;
import org.waagent.azurehost.Extension;
import org.waagent.azurehost.Fault;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.Route;
import org.waagent.azurehost.Service;
import org.waagent.goalstate.BlobUrl;
import org.waagent.goalstate.StatusBlob;
import org.waagent.host.GoalStateSource.Fetch;
import org.waagent.host.HostException;

/** What one call suffers, no other call feels; and no call suffers for long. */
class UnderFireTest {
  private static final byte[] STATUS = "{}".getBytes();

  /** An attempt, with patience for a busy machine; far below the sum of two. */
  private static final Duration ONE_ATTEMPT = Duration.ofMillis(8500);

  @TempDir Path root;
  private Rig rig;
  private GoalStates source;
  private StatusBlob blob;
  private List<BlobUrl> manifest;

  @BeforeEach
  void start() throws Exception {
    Extension extension = Extension.named("Example.Handler").fromFiles(Map.of("a", "b"));
    rig = Rig.inRealTime(AzureHost.start(GoalState.of(extension)), root);
    source = rig.goalStates();
    var extensions = source.poll(Fetch.CHANGES).goalState().extensions();
    blob = extensions.statusBlob().orElseThrow();
    manifest = extensions.handlers().get(0).manifestLocations();
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private interface Action {
    void go() throws Exception;
  }

  private static Duration took(Action action) throws Exception {
    long begin = System.nanoTime();
    action.go();
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private CompletableFuture<Exception> inBackground(Action action) {
    CompletableFuture<Exception> ended = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                action.go();
                ended.complete(null);
              } catch (Exception e) {
                ended.complete(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return ended;
  }

  private void awaitRequest(Route route, int more) {
    rig.host.awaitRequests(route, more, Duration.ofSeconds(20));
  }

  @Test
  void sendsTheStatusWhileTheWireServerHangs() throws Exception {
    BlobStatusSink sink = rig.statusSink();
    sink.upload(blob, STATUS);
    rig.host.fault(Service.WIRE, Fault.noAnswer());
    // The second poll looks for the endpoint anew: a search holds up nobody either.
    for (int poll = 0; poll < 2; poll++) {
      CompletableFuture<Exception> hanging = inBackground(() -> source.poll(Fetch.CHANGES));
      Thread.sleep(500);
      assertThat(hanging).isNotDone();
      assertThat(sink.upload(blob, STATUS).channel()).isEqualTo("host plugin");
      assertThat(rig.artifacts().manifest(manifest).packages()).hasSize(1);
      assertThat(hanging).isNotDone();
      assertThat(hanging.get()).isInstanceOf(HostException.class);
    }
  }

  @Test
  void endsAPollAfterOneAttemptThatHangs() throws Exception {
    for (Fault fault : List.of(Fault.noAnswer(), Fault.slow(100))) {
      rig.host.clearFaults();
      source.poll(Fetch.CHANGES);
      rig.host.fault(Service.WIRE, fault);
      for (int poll = 0; poll < 2; poll++) {
        assertThat(took(() -> failing(() -> source.poll(Fetch.CHANGES)))).isLessThan(ONE_ATTEMPT);
      }
    }
    rig.host.clearFaults();
    assertThat(source.poll(Fetch.CHANGES)).isNotNull();
  }

  private static void failing(Action action) {
    assertThatThrownBy(action::go).isInstanceOf(HostException.class);
  }

  @Test
  void keepsAskingAServerThatAnswersWithErrorsForOnePeriodAtMost() throws Exception {
    for (int status : List.of(500, 503)) {
      rig.host.fault(Route.GOAL_STATE, Fault.status(status));
      assertThat(took(() -> failing(() -> source.poll(Fetch.CHANGES)))).isLessThan(ONE_ATTEMPT);
      rig.host.clearFaults();
      assertThat(source.poll(Fetch.CHANGES)).isNotNull();
    }
  }

  @Test
  void sendsTheStatusWhileAnotherThreadWaitsForTheVersionsOfTheHostPlugin() throws Exception {
    rig.host.fault(Route.PLUGIN_VERSIONS, Fault.noAnswer());
    rig.host.fault(Service.BLOB, Fault.status(404));
    CompletableFuture<Exception> hanging = inBackground(() -> rig.artifacts().manifest(manifest));
    awaitRequest(Route.PLUGIN_VERSIONS, 1);
    assertThat(rig.statusSink().upload(blob, STATUS).channel()).isEqualTo("host plugin");
    assertThat(hanging).isNotDone();
  }

  @Test
  void paysForAHostPluginThatHangsOnlyOnceAMinute() throws Exception {
    BlobStatusSink sink = rig.statusSink();
    sink.upload(blob, STATUS);
    rig.host.fault(Service.HOST_PLUGIN, Fault.noAnswer());
    assertThat(took(() -> sink.upload(blob, STATUS))).isLessThan(ONE_ATTEMPT);
    int asked = rig.host.requests(Route.STATUS).size();
    for (int i = 0; i < 5; i++) {
      assertThat(sink.upload(blob, STATUS).channel()).isEqualTo("direct");
    }
    assertThat(rig.host.requests(Route.STATUS)).hasSize(asked);
    rig.host.clearFaults();
    rig.machine.clock().advance(Duration.ofSeconds(61));
    assertThat(sink.upload(blob, STATUS).channel()).isEqualTo("host plugin");
    assertThat(rig.machine.log().lines())
        .filteredOn(l -> l.contains("Falling back to direct"))
        .hasSize(1);
  }

  @Test
  void turnsToTheHostPluginAtOnceWhereStorageFailsMeanwhile() throws Exception {
    BlobStatusSink sink = rig.statusSink();
    rig.host.stopListening(Service.HOST_PLUGIN);
    assertThat(sink.upload(blob, STATUS).channel()).isEqualTo("direct");
    rig.host.startListening(Service.HOST_PLUGIN);
    rig.host.stopListening(Service.BLOB);
    assertThat(sink.upload(blob, STATUS).channel()).isEqualTo("host plugin");
  }

  @Test
  void getsTheStatusThroughSoonAfterBothWaysWereClosed() throws Exception {
    BlobStatusSink sink = rig.statusSink();
    rig.host.fault(Service.HOST_PLUGIN, Fault.status(500));
    rig.host.fault(Service.BLOB, Fault.status(403));
    assertThat(took(() -> failing(() -> sink.upload(blob, STATUS)))).isLessThan(ONE_ATTEMPT);
    rig.host.clearFaults();
    assertThat(sink.upload(blob, STATUS).channel()).isEqualTo("host plugin");
  }

  @Test
  void getsPackagesThroughTheHostPluginWhereStorageHangs() throws Exception {
    rig.host.fault(Service.BLOB, Fault.noAnswer());
    ChannelArtifacts artifacts = rig.artifacts();
    Duration time =
        took(
            () -> {
              var packages = artifacts.manifest(manifest).packages();
              artifacts.fetch(packages.get(0).locations(), content -> content.readAllBytes());
            });
    // Ten seconds on a machine that has nothing else to do.
    assertThat(time).isLessThan(Duration.ofSeconds(15));
    assertThat(rig.host.requests(Route.PACKAGE)).isEmpty();
    assertThat(rig.machine.log().lines())
        .filteredOn(l -> l.contains("Default channel changed to HostGAPlugin channel."))
        .hasSize(1);
  }

  @Test
  @Tag("D23")
  void leavesAPackageThatOnlyDripsToTheOtherWay() throws Exception {
    ChannelArtifacts artifacts = rig.artifacts();
    var packages = artifacts.manifest(manifest).packages();
    rig.host.fault(Route.PACKAGE, Fault.slow(10));
    assertThat(
            took(
                () ->
                    artifacts.fetch(
                        packages.get(0).locations(), content -> content.readAllBytes())))
        .isLessThan(Duration.ofSeconds(20));
    assertThat(rig.host.requests(Route.EXTENSION_ARTIFACT)).isNotEmpty();
  }
}
