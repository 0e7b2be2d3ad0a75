// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.azurehost.AzureHost;
import org.waagent.azurehost.Fault;
import org.waagent.azurehost.Route;
import org.waagent.azurehost.Service;
import org.waagent.host.Endpoint;
import org.waagent.host.Event;
import org.waagent.host.HostException;

class HostHealthTest {
  @TempDir Path root;
  private Rig rig;
  private HostHealth health;
  private final VmSettingsCounts vmSettings = new VmSettingsCounts();

  @BeforeEach
  void start() throws Exception {
    rig = new Rig(AzureHost.start(), root);
    rig.wireServer.goalState();
    health = health(rig.discovery.inUse());
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private HostHealth health(Optional<Endpoint> endpoint) {
    Imds imds = new Imds(rig.host.addresses().imds(), rig.http, "9.9.9");
    return new HostHealth(
        () -> endpoint, rig.hostPlugin, imds, rig.http, vmSettings, rig.machine.clock());
  }

  private void minutes(int count) throws HostException {
    for (int i = 0; i < count; i++) {
      rig.machine.clock().advance(Duration.ofMinutes(1));
      health.run();
    }
  }

  /** All observations of a name that were posted, oldest first. */
  private List<JsonObject> posted(String name) {
    List<JsonObject> observations = new ArrayList<>();
    for (var request : rig.host.requests(Route.HEALTH_SERVICE)) {
      JsonObject document = JsonParser.parseString(request.text()).getAsJsonObject();
      for (JsonElement one : document.getAsJsonArray("Observations")) {
        if (one.getAsJsonObject().get("ObservationName").getAsString().equals(name)) {
          observations.add(one.getAsJsonObject());
        }
      }
    }
    return observations;
  }

  private List<Boolean> healthy(String name) {
    return posted(name).stream().map(o -> o.get("IsHealthy").getAsBoolean()).toList();
  }

  private List<Event> events(String operation) {
    return rig.events.stream().filter(e -> e.operation().equals(operation)).toList();
  }

  @Test
  void postsAllOfAMinuteInOneDocument() throws Exception {
    health.run();
    var requests = rig.host.requests(Route.HEALTH_SERVICE);
    assertThat(requests).hasSize(1);
    assertThat(requests.get(0).header("Content-Type")).contains("application/json");
    assertThat(requests.get(0).text())
        .isEqualTo(
            "{\"Api\":\"reporttargethealth\",\"Version\":\"1.0\",\"Source\":\"WALinuxAgent\","
                + "\"Observations\":["
                + observation("GuestAgentPluginVersions")
                + ","
                + observation("GuestAgentPluginHeartbeat")
                + ","
                + observation("InstanceMetadataHeartbeat")
                + "]}");
    assertThat(rig.host.violations()).isEmpty();
  }

  private static String observation(String name) {
    return "{\"ObservationName\":\""
        + name
        + "\",\"IsHealthy\":true,\"Description\":\"\",\"Value\":\"\"}";
  }

  @Test
  void asksForTheVersionsOnlyUntilTheyAreSeen() throws Exception {
    minutes(3);
    assertThat(rig.host.requests(Route.PLUGIN_VERSIONS)).hasSize(1);
    assertThat(rig.host.requests(Route.PLUGIN_HEALTH)).hasSize(3);
    assertThat(healthy("GuestAgentPluginVersions")).containsExactly(true);
    assertThat(healthy("GuestAgentPluginHeartbeat")).containsExactly(true, true, true);
  }

  @Test
  @Tag("D17")
  void callsTheHostPluginUnhealthyAfterFiveMinutesWithoutAGoodAnswer() throws Exception {
    rig.host.fault(Route.PLUGIN_HEALTH, Fault.status(503));
    minutes(5);
    assertThat(healthy("GuestAgentPluginHeartbeat")).doesNotContain(false);
    assertThat(events("HostPluginHeartbeatExtended")).isEmpty();
    minutes(1);
    assertThat(healthy("GuestAgentPluginHeartbeat")).last().isEqualTo(false);
    assertThat(events("HostPluginHeartbeatExtended")).hasSize(1);
    rig.host.clearFaults();
    minutes(1);
    assertThat(healthy("GuestAgentPluginHeartbeat")).last().isEqualTo(true);
    assertThat(rig.machine.log().lines())
        .filteredOn(line -> line.contains("GuestAgentPluginHeartbeat"))
        .hasSize(2);
  }

  @Test
  void aHostPluginThatCannotBeReachedIsUnhealthyToo() throws Exception {
    rig.host.stopListening(Service.HOST_PLUGIN);
    minutes(6);
    assertThat(healthy("GuestAgentPluginHeartbeat")).last().isEqualTo(false);
    assertThat(healthy("GuestAgentPluginVersions")).contains(false).doesNotContain(true);
    assertThat(events("InitializeHostPlugin")).isNotEmpty().noneMatch(Event::success);
  }

  @Test
  void callsMetadataUnhealthyAfterThreeMinutesOfItsOwnFailures() throws Exception {
    rig.host.fault(Route.INSTANCE_METADATA, Fault.status(500));
    minutes(3);
    assertThat(healthy("InstanceMetadataHeartbeat")).doesNotContain(false);
    minutes(1);
    assertThat(healthy("InstanceMetadataHeartbeat")).last().isEqualTo(false);
    assertThat(posted("InstanceMetadataHeartbeat").get(3).get("Value").getAsString())
        .contains("500")
        .hasSizeLessThanOrEqualTo(128);
  }

  @Test
  void metadataThatIsMissingOrThrottledIsNotUnhealthy() throws Exception {
    rig.host.fault(Route.INSTANCE_METADATA, Fault.status(429));
    minutes(5);
    rig.host.clearFaults();
    rig.host.stopListening(Service.IMDS);
    minutes(5);
    assertThat(healthy("InstanceMetadataHeartbeat")).hasSize(10).doesNotContain(false);
  }

  @Test
  void anUnhealthyObservationIsAnEventToo() throws Exception {
    rig.host.fault(Route.INSTANCE_METADATA, Fault.status(500));
    minutes(4);
    assertThat(events("HealthObservation"))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.name()).isEqualTo("WALinuxAgent");
              assertThat(event.version()).isEqualTo("9.9.9");
              assertThat(event.success()).isFalse();
              assertThat(event.message())
                  .startsWith(
                      "{\"ObservationName\":\"InstanceMetadataHeartbeat\",\"IsHealthy\":false,");
            });
  }

  @Test
  void forgetsWhatCouldNotBePosted() throws Exception {
    rig.host.fault(Route.HEALTH_SERVICE, Fault.status(500));
    assertThatThrownBy(health::run)
        .isInstanceOf(HostException.class)
        .hasMessageContaining("/HealthService");
    rig.host.clearFaults();
    minutes(1);
    assertThat(posted("GuestAgentPluginHeartbeat")).hasSize(1 + 2);
    String last = rig.host.requests(Route.HEALTH_SERVICE).get(2).text();
    assertThat(last).doesNotContain("GuestAgentPluginVersions");
  }

  @Test
  void doesNotLookForAnEndpointByItself() throws Exception {
    int before = rig.host.requests().size();
    health = health(Optional.empty());
    minutes(6);
    assertThat(rig.host.requests().subList(before, rig.host.requests().size()))
        .allMatch(request -> request.route() == Route.INSTANCE_METADATA);
    assertThat(events("HostPluginHeartbeatExtended")).hasSize(1);
  }

  @Test
  void anInterruptedRunObservesNothing() throws Exception {
    Thread.currentThread().interrupt();
    try {
      health.run();
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(rig.signals.take()).isEmpty();
    assertThat(rig.host.requests(Route.HEALTH_SERVICE)).isEmpty();
  }

  @Test
  void tellsAnEndpointThatIsNotTheKnownOneOnce() throws Exception {
    minutes(2);
    assertThat(events("ProtocolEndpoint"))
        .singleElement()
        .satisfies(event -> assertThat(event.message()).contains("127.0.0.1"));
  }

  @Test
  void sumsUpErrorsOfTheNetworkEachHalfHourIfThereWereAny() throws Exception {
    rig.host.stopListening(Service.HOST_PLUGIN);
    minutes(29);
    assertThat(events("HttpErrors")).isEmpty();
    minutes(1);
    assertThat(events("HttpErrors"))
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.message()).matches("hostplugin:[1-9]\\d*;protocol:0;other:0"));
    rig.host.startListening(Service.HOST_PLUGIN);
    minutes(61);
    assertThat(events("HttpErrors")).hasSize(1);
  }

  @Test
  @Tag("D15")
  void sumsUpVmSettingsEachHour() throws Exception {
    vmSettings.asked();
    vmSettings.asked();
    vmSettings.refused(503, "too busy");
    minutes(59);
    assertThat(events("VmSettingsSummary")).isEmpty();
    minutes(61);
    assertThat(events("VmSettings"))
        .singleElement()
        .extracting(Event::message)
        .isEqualTo("too busy");
    assertThat(events("VmSettingsSummary"))
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.message())
                    .isEqualTo(
                        "{\"requests\":2,\"errors\":1,\"serverErrors\":1,\"clientErrors\":0,"
                            + "\"timeouts\":0,\"failedRequests\":0}"));
  }
}
