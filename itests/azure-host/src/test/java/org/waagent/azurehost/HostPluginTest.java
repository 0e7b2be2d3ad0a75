// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HostPluginTest {
  private final AzureHost host = AzureHost.start();
  private final Agent agent = new Agent(host);

  @AfterEach
  void stop() {
    host.close();
  }

  private String plugin(String path) {
    return "http://" + host.addresses().hostPlugin() + path;
  }

  @Test
  void listsItsVersion() throws Exception {
    assertThat(agent.get(plugin("/versions"), agent.pluginHeaders()).body())
        .isEqualTo("[\"2015-09-01\"]");
    assertThat(agent.get(plugin("/health"), Map.of()).statusCode()).isEqualTo(200);
  }

  @Test
  void aMissingOrWrongContainerIdIsGone() throws Exception {
    assertThat(agent.get(plugin("/versions"), Map.of()).statusCode()).isEqualTo(410);
    Map<String, String> headers = agent.pluginHeaders();
    headers.put("x-ms-containerid", "00000000-0000-0000-0000-000000000000");
    assertThat(agent.get(plugin("/vmSettings"), headers).statusCode()).isEqualTo(410);
    assertThat(host.violations()).hasSize(2);
  }

  @Test
  void aMoveIsNoBlameUntilTheAgentWasTold() throws Exception {
    agent.goalState();
    Map<String, String> old = agent.pluginHeaders();
    host.migrate();
    assertThat(agent.get(plugin("/vmSettings"), old).statusCode()).isEqualTo(410);
    assertThat(host.violations()).isEmpty();
    assertThat(agent.goalState().body()).contains("<Incarnation>1<", host.machine().containerId());
    assertThat(agent.get(plugin("/vmSettings"), old).statusCode()).isEqualTo(410);
    assertThat(host.violations()).hasSize(1);
  }

  @Test
  void vmSettingsAreNotServedUntilFastTrackIsUsed() throws Exception {
    assertThat(agent.vmSettings("").statusCode()).isEqualTo(404);
    assertThat(host.publish(GoalState.of(Sample.hello()).throughFastTrack())).isEqualTo("etag_2");
    HttpResponse<String> answer = agent.vmSettings("");
    assertThat(answer.headers().firstValue("ETag")).contains("2");
    assertThat(agent.vmSettings("2").statusCode()).isEqualTo(304);
    assertThat(agent.goalState().body()).contains("<Incarnation>1</Incarnation>");
    assertThat(host.publish(GoalState.of())).isEqualTo("incarnation_2");
    HttpResponse<String> fabric = agent.vmSettings("2");
    assertThat(fabric.statusCode()).isEqualTo(200);
    assertThat(fabric.body()).contains("\"Fabric\"");
    assertThat(host.violations()).isEmpty();
  }

  @Test
  void aFirstGoalStateThroughFastTrackIsNewerThanTheFabricsEmptyOne() throws Exception {
    try (AzureHost other = AzureHost.start(GoalState.of(Sample.hello()).throughFastTrack())) {
      Agent client = new Agent(other);
      assertThat(client.vmSettings("").body()).contains("FastTrack", "Acme.Hello");
      assertThat(client.config("ExtensionsConfig").body()).doesNotContain("Acme.Hello");
    }
  }

  @Test
  void vmSettingsCarryTheWholeModel() throws Exception {
    host.publish(
        GoalState.of(
                Sample.hello().settings("{\"a\":1}").sequenceNumber(7).level(2).dependsOn("B"),
                Extension.named("Acme.Multi")
                    .config("one", Settings.of("{}").sequenceNumber(3).level(1))
                    .config("two", Settings.of("{}").disabled()))
            .requiring("MultipleExtensionsPerHandler")
            .onHold(true)
            .throughFastTrack());
    JsonObject json = JsonParser.parseString(agent.vmSettings("").body()).getAsJsonObject();
    assertThat(json.get("extensionGoalStatesSource").getAsString()).isEqualTo("FastTrack");
    assertThat(json.get("onHold").getAsBoolean()).isTrue();
    assertThat(json.get("extensionsLastModifiedTickCount").getAsLong())
        .isGreaterThan(638_000_000_000_000_000L);
    JsonObject hello = json.getAsJsonArray("extensionGoalStates").get(0).getAsJsonObject();
    assertThat(hello.get("settingsSeqNo").getAsInt()).isEqualTo(7);
    assertThat(hello.getAsJsonArray("settings").toString())
        .isEqualTo("[{\"publicSettings\":\"{\\\"a\\\":1}\"}]");
    assertThat(hello.getAsJsonArray("dependsOn").toString())
        .contains("\"dependencyLevel\":2", "\"handler\":\"B\"");
    JsonObject multi = json.getAsJsonArray("extensionGoalStates").get(1).getAsJsonObject();
    assertThat(multi.get("isMultiConfig").getAsBoolean()).isTrue();
    assertThat(multi.getAsJsonArray("settings").toString())
        .contains("\"extensionName\":\"one\"", "\"seqNo\":3", "\"extensionState\":\"disabled\"");
  }

  @Test
  void fetchesArtifactsFromTheBlobStoreAlone() throws Exception {
    host.publish(GoalState.of(Sample.hello()));
    String config = agent.config("ExtensionsConfig").body();
    Map<String, String> headers = agent.pluginHeaders();
    headers.put("x-ms-artifact-location", Agent.between(config, "location=\"", "\""));
    assertThat(agent.get(plugin("/extensionArtifact"), headers).body())
        .contains("<Version>1.0.0</Version>");
    headers.put("x-ms-artifact-location", "http://127.0.0.1:1/x");
    assertThat(agent.get(plugin("/extensionArtifact"), headers).statusCode()).isEqualTo(502);
    headers.remove("x-ms-artifact-location");
    assertThat(agent.get(plugin("/extensionArtifact"), headers).statusCode()).isEqualTo(400);
  }

  @Test
  void storesAStatusThatIsRightInAllParts() throws Exception {
    assertThat(agent.statusThroughPlugin(Sample.status("")).statusCode()).isEqualTo(200);
    assertThat(host.violations()).isEmpty();
    assertThat(host.lastStatus().orElseThrow().channel()).isEqualTo(Service.HOST_PLUGIN);
  }

  @Test
  void refusesAStatusWithAWrongPart() throws Exception {
    Map<String, String> inner = Agent.blobHeaders();
    inner.put("Content-Length", "3");
    assertThat(agent.statusThroughPlugin(host.statusBlobUrl(), inner, "long").statusCode())
        .isEqualTo(400);
    inner.put("Content-Length", "4");
    inner.put("x-ms-version", "2018-03-28");
    assertThat(agent.statusThroughPlugin(host.statusBlobUrl(), inner, "long").statusCode())
        .isEqualTo(400);
    inner.put("x-ms-version", "2014-02-14");
    inner.remove("x-ms-blob-type");
    assertThat(agent.statusThroughPlugin(host.statusBlobUrl(), inner, "long").statusCode())
        .isEqualTo(400);
    String unsigned = host.statusBlobUrl().split("\\?")[0];
    assertThat(agent.statusThroughPlugin(unsigned, inner, "long").statusCode()).isEqualTo(403);
    String other = "http://" + host.addresses().blob() + "/nowhere";
    assertThat(agent.statusThroughPlugin(other, inner, "long").statusCode()).isEqualTo(404);
    assertThat(host.statuses()).isEmpty();
    assertThat(host.violations()).hasSize(5);
  }

  @Test
  void takesALogOnlyAsAZip() throws Exception {
    Map<String, String> headers = agent.pluginHeaders();
    headers.put("x-ms-vmagentlog-deploymentid", host.machine().deploymentId());
    headers.put("x-ms-client-name", "WALinuxAgent");
    headers.put("x-ms-client-version", "3.0.0");
    assertThat(agent.put(plugin("/vmAgentLog"), headers, "PK..").statusCode()).isEqualTo(200);
    assertThat(agent.put(plugin("/vmAgentLog"), headers, "text").statusCode()).isEqualTo(400);
  }

  @Test
  void imdsDemandsItsHeader() throws Exception {
    String uri = "http://" + host.addresses().imds() + "/metadata/instance?api-version=2018-02-01";
    assertThat(agent.get(uri, Map.of()).statusCode()).isEqualTo(400);
    assertThat(agent.get(uri, Map.of("Metadata", "True")).body())
        .contains(host.machine().vmId(), "macAddress");
    String compute = uri.replace("?", "/compute?");
    assertThat(agent.get(compute, Map.of("Metadata", "True")).body()).startsWith("{\"location\"");
    String old = "http://" + host.addresses().imds() + "/metadata/instance";
    assertThat(agent.get(old, Map.of("Metadata", "True")).statusCode()).isEqualTo(400);
  }

  @Test
  void aStaleContainerCanBeAnInvalidConfigurationUntilTheGoalStateIsRead() throws Exception {
    host.publish(GoalState.of().throughFastTrack());
    agent.goalState();
    Map<String, String> stale = agent.pluginHeaders();
    host.migrate(StaleContainer.INVALID_CONFIGURATION);
    String uri = "http://" + host.addresses().hostPlugin() + "/vmSettings";
    assertThat(agent.get(uri, stale).statusCode()).isEqualTo(400);
    assertThat(agent.get(uri, stale).body()).contains("InvalidContainerConfiguration");
    assertThat(host.violations()).isEmpty();
    agent.goalState();
    assertThat(agent.vmSettings("").statusCode()).isEqualTo(200);
    assertThat(agent.get(uri, stale).statusCode()).isEqualTo(400);
    assertThat(host.violations()).hasSize(1);
  }
}
