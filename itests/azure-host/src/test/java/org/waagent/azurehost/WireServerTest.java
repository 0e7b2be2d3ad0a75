// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WireServerTest {
  private final AzureHost host = AzureHost.start(GoalState.of(Sample.hello()));
  private final Agent agent = new Agent(host);

  @AfterEach
  void stop() {
    host.close();
  }

  @Test
  void offersTheVersionWithoutAnyHeader() throws Exception {
    String uri = "http://" + host.addresses().wire() + "/?comp=versions";
    assertThat(agent.get(uri, Map.of()).body()).contains("<Version>2012-11-30</Version>");
    assertThat(host.violations()).isEmpty();
  }

  @Test
  void goalStatePointsToItsOwnAddressOnly() throws Exception {
    String text = agent.goalState().body();
    assertThat(text).contains("<Incarnation>1</Incarnation>", host.machine().containerId());
    assertThat(text.split("http://")).hasSizeGreaterThan(5);
    assertThat(
            text.replace("http://www.w3.org", "").replace("http://" + host.addresses().wire(), ""))
        .doesNotContain("http://");
  }

  @Test
  void servesTheDocumentsOfTheGoalState() throws Exception {
    assertThat(agent.config("HostingEnvironmentConfig").body()).contains("instance=\"vm\"");
    assertThat(agent.config("SharedConfig").body()).contains("<SharedConfig");
    assertThat(agent.config("ExtensionsConfig").body()).contains("name=\"Acme.Hello\"");
    assertThat(agent.config("FullConfig").statusCode()).isEqualTo(200);
    assertThat(host.violations()).isEmpty();
  }

  @Test
  void refusesAGoalStateRequestWithoutVersion() throws Exception {
    String uri = "http://" + host.addresses().wire() + "/machine/?comp=goalstate";
    HttpResponse<String> answer = agent.get(uri, Map.of("x-ms-agent-name", "WALinuxAgent"));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("<Error", "x-ms-version");
    assertThat(host.violations())
        .singleElement()
        .satisfies(v -> assertThat(v.route()).isEqualTo(Route.GOAL_STATE))
        .satisfies(v -> assertThat(v.status()).isEqualTo(400));
  }

  @Test
  void refusesAVersionItDoesNotSpeak() throws Exception {
    String uri = "http://" + host.addresses().wire() + "/machine/?comp=goalstate";
    Map<String, String> headers = Agent.wireHeaders();
    headers.put("x-ms-version", "2099-01-01");
    assertThat(agent.get(uri, headers).statusCode()).isEqualTo(400);
  }

  @Test
  void refusesAnUnknownPath() throws Exception {
    assertThat(agent.wire("/machine/?comp=nonsense").statusCode()).isEqualTo(404);
    assertThat(host.violations()).hasSize(1);
  }

  @Test
  void documentsOfAnOlderIncarnationAreGoneWithoutBlame() throws Exception {
    String old = Agent.link(agent.goalState().body(), "ExtensionsConfig");
    assertThat(host.publish(GoalState.of())).isEqualTo("incarnation_2");
    assertThat(agent.get(old, Agent.wireHeaders()).statusCode()).isEqualTo(410);
    assertThat(host.violations()).isEmpty();
    assertThat(agent.config("ExtensionsConfig").body()).doesNotContain("Acme.Hello");
  }

  @Test
  void takesAHealthReportOfItsOwnMachine() throws Exception {
    String type = "text/xml;charset=utf-8";
    String report = Sample.health(host.machine(), "Ready");
    assertThat(agent.post("/machine?comp=health", type, report).statusCode()).isEqualTo(200);
    assertThat(host.awaitHealth(HealthReport::isReady, Duration.ofSeconds(1)).incarnation())
        .isEqualTo("1");
    String foreign = Sample.health(Machine.named("other"), "Ready");
    assertThat(agent.post("/machine?comp=health", type, foreign).statusCode()).isEqualTo(410);
    String odd = Sample.health(host.machine(), "Fine");
    assertThat(agent.post("/machine?comp=health", type, odd).statusCode()).isEqualTo(400);
    assertThat(agent.post("/machine?comp=health", type, "<Health>").statusCode()).isEqualTo(400);
    assertThat(agent.post("/machine?comp=health", "text/plain", report).statusCode())
        .isEqualTo(400);
    assertThat(host.healthReports()).hasSize(1);
  }

  @Test
  void acceptsRolePropertiesWith202() throws Exception {
    String body =
        "<RoleProperties><Container><ContainerId>"
            + host.machine().containerId()
            + "</ContainerId><RoleInstances><RoleInstance><Id>"
            + host.machine().roleInstance()
            + "</Id><Properties><Property name=\"CertificateThumbprint\" value=\"aa\" />"
            + "</Properties></RoleInstance></RoleInstances></Container></RoleProperties>";
    assertThat(agent.post("/machine?comp=roleProperties", "text/xml", body).statusCode())
        .isEqualTo(202);
  }

  @Test
  void checksTelemetryDownToTheParameters() throws Exception {
    String head = "<TelemetryData version=\"1.0\"><Provider id=\"X\"><Event id=\"1\"><![CDATA[";
    String tail = "]]></Event></Provider></TelemetryData>";
    String good = head + "<Param Name=\"a\" Value=\"b\" T=\"mt:wstr\" />" + tail;
    String bad = head + "<Param Name=\"a\" Value=\"<\" />" + tail;
    String path = "/machine?comp=telemetrydata";
    assertThat(agent.post(path, "text/xml;charset=utf-8", good).statusCode()).isEqualTo(200);
    assertThat(agent.post(path, "text/xml;charset=utf-8", bad).statusCode()).isEqualTo(400);
  }

  @Test
  void takesObservationsAsJson() throws Exception {
    String good =
        "{\"Api\":\"reporttargethealth\",\"Version\":\"1.0\",\"Source\":\"WALinuxAgent\","
            + "\"Observations\":[{\"ObservationName\":\"GuestAgentPluginHeartbeat\","
            + "\"IsHealthy\":true,\"Description\":\"\",\"Value\":\"\"}]}";
    assertThat(agent.post("/HealthService", "application/json", good).statusCode()).isEqualTo(200);
    assertThat(agent.post("/HealthService", "application/json", "{}").statusCode()).isEqualTo(400);
  }

  @Test
  void namesRemoteUsersOnlyWhenThereAreSome() throws Exception {
    assertThat(agent.goalState().body()).doesNotContain("RemoteAccessInfo");
    host.publish(GoalState.of().withUsers(new RemoteUser("jit", "pw", Instant.now())));
    String uri = Agent.link(agent.goalState().body(), "RemoteAccessInfo");
    assertThat(agent.get(uri, Agent.wireHeaders()).statusCode()).isEqualTo(400);
  }

  @Test
  void aReplacedDocumentIsServedWithItsPlacesFilled() throws Exception {
    host.publish(
        GoalState.of()
            .replacing(Document.EXTENSIONS_CONFIG, "<X at=\"${blob}\">${statusBlob}</X>"));
    assertThat(agent.config("ExtensionsConfig").body())
        .startsWith("<X at=\"" + host.addresses().blob())
        .contains("&amp;sig=");
  }
}
