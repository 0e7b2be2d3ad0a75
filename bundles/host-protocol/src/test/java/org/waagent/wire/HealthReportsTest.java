// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.azurehost.AzureHost;
import org.waagent.azurehost.Fault;
import org.waagent.azurehost.HealthReport;
import org.waagent.azurehost.Route;
import org.waagent.azurehost.Service;
import org.waagent.host.HealthSink.Health;
import org.waagent.host.HostException;
import org.waagent.plugin.Check;

class HealthReportsTest {
  @TempDir Path root;
  private Rig rig;

  @BeforeEach
  void start() {
    rig = new Rig(AzureHost.start(), root);
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  void reportsReadyForTheCurrentGoalState() throws Exception {
    new HealthReports(rig.wireServer).report(new Health.Ready());
    assertThat(rig.host.healthReports()).singleElement().matches(HealthReport::isReady);
    assertThat(rig.host.healthReports().get(0).incarnation()).isEqualTo("1");
    assertThat(rig.host.violations()).isEmpty();
  }

  @Test
  void cutsAndEscapesADescription() throws Exception {
    String description = "<&> " + "x".repeat(5000);
    new HealthReports(rig.wireServer)
        .report(new Health.NotReady("ProvisioningFailed", description));
    HealthReport report = rig.host.healthReports().get(0);
    assertThat(report.subStatus()).contains("ProvisioningFailed");
    assertThat(report.description().orElseThrow()).hasSize(3686).startsWith("<&> xxx");
  }

  @Test
  void neverCutsACharacterInTwo() throws Exception {
    String description = "x".repeat(3685) + "\uD83D\uDE00 more";
    new HealthReports(rig.wireServer).report(new Health.NotReady("Provisioning", description));
    assertThat(rig.host.healthReports().get(0).description().orElseThrow()).hasSize(3685);
  }

  @Test
  void keepsTryingAServerThatIsBusy() throws Exception {
    rig.host.fault(Route.HEALTH, Fault.status(503).times(7));
    new HealthReports(rig.wireServer).report(new Health.Ready());
    assertThat(rig.host.healthReports()).hasSize(1);
  }

  @Test
  void reportsFromTheNewContainerAfterAMove() throws Exception {
    HealthReports reports = new HealthReports(rig.wireServer);
    rig.wireServer.goalState();
    String container = rig.host.migrate().containerId();
    for (Route route : new Route[] {Route.HEALTH, Route.ROLE_PROPERTIES}) {
      rig.host.fault(route, Fault.status(410).times(1));
    }
    reports.report(new Health.Ready());
    reports.reportHostKey("SHA256:abc");
    assertThat(rig.host.healthReports()).hasSize(1);
    for (Route route : new Route[] {Route.HEALTH, Route.ROLE_PROPERTIES}) {
      var asked = rig.host.requests(route);
      assertThat(new String(asked.get(asked.size() - 1).body(), StandardCharsets.UTF_8))
          .contains(container);
    }
  }

  @Test
  @Tag("S8")
  void takesOnly202ForTheHostKey() throws Exception {
    HealthReports reports = new HealthReports(rig.wireServer);
    reports.reportHostKey("SHA256:abc\"<");
    rig.host.fault(Route.ROLE_PROPERTIES, Fault.status(200));
    assertThatThrownBy(() -> reports.reportHostKey("x")).isInstanceOf(HostException.class);
    assertThat(rig.host.violations()).isEmpty();
  }

  @Test
  @Tag("D18")
  void uploadsTelemetryAndLogs() throws Exception {
    WireUpload upload = new WireUpload(rig.wireServer, rig.hostPlugin);
    upload.telemetry(
        ("<?xml version=\"1.0\"?><TelemetryData version=\"1.0\"><Provider"
                + " id=\"69B669B9-4AF8-4C50-BDC4-6006FA76E975\"></Provider></TelemetryData>")
            .getBytes(StandardCharsets.UTF_8));
    byte[] zip = {'P', 'K', 3, 4, 5};
    upload.logs(new ByteArrayInputStream(zip), zip.length);
    assertThat(rig.host.requests(Route.VM_AGENT_LOG).get(0).body()).isEqualTo(zip);
    assertThat(rig.host.violations()).isEmpty();
  }

  @Test
  void doctorTellsWhatAnswersAndWhatToDoIfNot() throws Exception {
    WireServerCheck wire = new WireServerCheck(rig.discovery, rig.http, rig.machine.clock());
    HostPluginCheck plugin =
        new HostPluginCheck(rig.discovery, rig.wireServer, rig.http, rig.machine.clock());
    assertThat(wire.look().severity()).isEqualTo(Check.Severity.FINE);
    assertThat(plugin.look().severity()).isEqualTo(Check.Severity.FINE);
    rig.host.stopListening(Service.WIRE);
    rig.host.stopListening(Service.HOST_PLUGIN);
    assertThat(wire.look().severity()).isEqualTo(Check.Severity.ERROR);
    assertThat(wire.look().cure()).contains("port");
    assertThat(plugin.look().severity()).isEqualTo(Check.Severity.WARNING);
  }
}
