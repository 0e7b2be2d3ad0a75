// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.azurehost.AzureHost;
import org.waagent.azurehost.Fault;
import org.waagent.azurehost.Route;
import org.waagent.azurehost.Service;
import org.waagent.goalstate.BlobUrl;
import org.waagent.goalstate.StatusBlob;
import org.waagent.host.Event;
import org.waagent.host.HostException;
import org.waagent.wire.health.Signals;

/** What is observed while the host plugin does its work. */
class SignalsTest {
  @TempDir Path root;
  private Rig rig;

  @BeforeEach
  void start() throws Exception {
    rig = new Rig(AzureHost.start(), root);
    rig.wireServer.goalState();
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  /** Observations of a name that wait; all that wait are gone then. */
  private List<JsonObject> waiting(String name) {
    List<JsonObject> found = new ArrayList<>();
    String text = rig.signals.take().map(b -> new String(b, StandardCharsets.UTF_8)).orElse("{}");
    JsonArray all = JsonParser.parseString(text).getAsJsonObject().getAsJsonArray("Observations");
    for (JsonElement one : all == null ? new JsonArray() : all) {
      if (one.getAsJsonObject().get("ObservationName").getAsString().equals(name)) {
        found.add(one.getAsJsonObject());
      }
    }
    return found;
  }

  private static boolean healthy(List<JsonObject> observations) {
    assertThat(observations).hasSize(1);
    return observations.get(0).get("IsHealthy").getAsBoolean();
  }

  private void upload(BlobStatusSink sink) throws HostException {
    StatusBlob blob =
        new StatusBlob(new BlobUrl(rig.host.statusBlobUrl()), StatusBlob.Type.BLOCK_BLOB);
    sink.upload(blob, "{}".getBytes(StandardCharsets.UTF_8));
  }

  private void minutes(int count) {
    rig.machine.clock().advance(Duration.ofMinutes(count));
  }

  @Test
  void observesTheStatusAtMostOnceAMinute() throws Exception {
    BlobStatusSink sink = rig.statusSink();
    upload(sink);
    upload(sink);
    assertThat(healthy(waiting("GuestAgentPluginStatus"))).isTrue();
    upload(sink);
    assertThat(waiting("GuestAgentPluginStatus")).isEmpty();
    minutes(1);
    upload(sink);
    assertThat(healthy(waiting("GuestAgentPluginStatus"))).isTrue();
  }

  @Test
  @Tag("D17")
  void aStatusThatFailsForFiveMinutesIsUnhealthy() throws Exception {
    rig.host.fault(Route.STATUS, Fault.status(500));
    for (int minute = 0; minute < 5; minute++) {
      refusedStatus();
      assertThat(healthy(waiting("GuestAgentPluginStatus"))).isTrue();
      minutes(1);
    }
    refusedStatus();
    List<JsonObject> observed = waiting("GuestAgentPluginStatus");
    assertThat(healthy(observed)).isFalse();
    assertThat(observed.get(0).get("Value").getAsString()).contains("500");
    assertThat(rig.events).anyMatch(e -> e.operation().equals("HealthObservation"));
  }

  private void refusedStatus() {
    assertThatThrownBy(() -> rig.hostPlugin.status("{}".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(HostException.class);
  }

  @Test
  @Tag("D17")
  void whatLiesBehindTheHostPluginIsNotItsFault() throws Exception {
    rig.host.fault(Route.STATUS, Fault.status(502));
    for (int minute = 0; minute < 7; minute++) {
      refusedStatus();
      assertThat(healthy(waiting("GuestAgentPluginStatus"))).isTrue();
      minutes(1);
    }
  }

  @Test
  void observesNothingWhereNothingAnswered() throws Exception {
    rig.hostPlugin.lookForVersions();
    rig.host.stopListening(Service.HOST_PLUGIN);
    refusedStatus();
    assertThat(waiting("GuestAgentPluginStatus")).isEmpty();
  }

  @Test
  void observesEachAnswerAboutTheVersions() throws Exception {
    rig.host.fault(Route.PLUGIN_VERSIONS, Fault.status(500).times(1));
    rig.hostPlugin.lookForVersions();
    assertThat(healthy(waiting("GuestAgentPluginVersions"))).isFalse();
    rig.host.fault(Route.PLUGIN_VERSIONS, Fault.status(502).times(1));
    rig.hostPlugin.lookForVersions();
    assertThat(healthy(waiting("GuestAgentPluginVersions"))).isTrue();
    rig.host.stopListening(Service.HOST_PLUGIN);
    rig.hostPlugin.lookForVersions();
    assertThat(healthy(waiting("GuestAgentPluginVersions"))).isFalse();
    rig.host.startListening(Service.HOST_PLUGIN);
    rig.hostPlugin.lookForVersions();
    assertThat(healthy(waiting("GuestAgentPluginVersions"))).isTrue();
  }

  @Test
  void observesBlobsThatComeThroughTheHostPlugin() throws Exception {
    rig.host.stopListening(Service.BLOB);
    String url = rig.host.statusBlobUrl();
    rig.host.fault(Route.EXTENSION_ARTIFACT, Fault.status(200).body("text"));
    assertThat(rig.channels.text(url, false)).isEqualTo("text");
    List<JsonObject> observed = waiting("GuestAgentPluginArtifact");
    assertThat(healthy(observed)).isTrue();
    assertThat(observed.get(0).get("Description").getAsString()).isEqualTo("text");
    rig.host.clearFaults();
    rig.host.fault(Route.EXTENSION_ARTIFACT, Fault.status(500));
    for (int minute = 1; minute <= 6; minute++) {
      minutes(1);
      assertThatThrownBy(() -> rig.channels.text(url, false)).isInstanceOf(HostException.class);
    }
    observed = waiting("GuestAgentPluginArtifact");
    JsonObject last = observed.get(observed.size() - 1);
    assertThat(last.get("IsHealthy").getAsBoolean()).isFalse();
    assertThat(last.get("Value").getAsString()).contains("500").doesNotContain("sig=");
  }

  @Test
  void tellsThatTheChannelChanged() throws Exception {
    rig.host.stopListening(Service.BLOB);
    rig.host.fault(Route.EXTENSION_ARTIFACT, Fault.status(200).body("text"));
    rig.channels.text(rig.host.statusBlobUrl(), false);
    assertThat(rig.events)
        .filteredOn(e -> e.operation().equals("DefaultChannelChange"))
        .extracting(Event::message)
        .containsExactly("Default channel changed to HostGAPlugin channel.");
  }

  @Test
  void tellsWhenTheStatusFindsNoWay() throws Exception {
    BlobStatusSink sink = rig.statusSink();
    upload(sink);
    rig.host.fault(Route.STATUS, Fault.status(500));
    rig.host.fault(Route.STATUS_BLOB, Fault.status(500));
    assertThatThrownBy(() -> upload(sink)).isInstanceOf(HostException.class);
    assertThatThrownBy(() -> upload(sink)).isInstanceOf(HostException.class);
    assertThat(rig.events)
        .filteredOn(e -> e.operation().equals("ReportStatus"))
        .extracting(Event::success)
        .containsExactly(true, false);
  }

  @Test
  void takesNoObservationTwice() {
    Signals signals = rig.signals;
    signals.hostPluginHeartbeat(true);
    assertThat(signals.take()).isPresent();
    assertThat(signals.take()).isEmpty();
  }
}
