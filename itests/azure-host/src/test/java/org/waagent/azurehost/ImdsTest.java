// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ImdsTest {
  private final AzureHost host = AzureHost.start();
  private final Agent agent = new Agent(host);

  @AfterEach
  void stop() {
    host.close();
  }

  @Test
  void tellsTheInstanceAndItsComputePartByRoutesOfTheirOwn() throws Exception {
    String all = get("/metadata/instance").body();
    assertThat(all).isEqualTo(host.instanceMetadata()).contains("macAddress");
    String compute = get("/metadata/instance/compute").body();
    assertThat(JsonParser.parseString(all).getAsJsonObject().get("compute"))
        .isEqualTo(JsonParser.parseString(compute));
    assertThat(host.count(Route.INSTANCE_METADATA)).isEqualTo(1);
    assertThat(host.count(Route.INSTANCE_COMPUTE)).isEqualTo(1);
    assertThat(host.violations()).isEmpty();
  }

  @Test
  void canLackWhatItShouldTell() throws Exception {
    String without = host.instanceMetadata().replace("\"macAddress\"", "\"other\"");
    host.publish(
        GoalState.of()
            .replacing(Document.INSTANCE_METADATA, without)
            .replacing(Document.INSTANCE_COMPUTE, "rubbish"));
    assertThat(get("/metadata/instance").body()).isEqualTo(without);
    assertThat(get("/metadata/instance/compute").body()).isEqualTo("rubbish");
  }

  @Test
  void wantsToKnowWhoAsks() throws Exception {
    String uri = "http://" + host.addresses().imds() + "/metadata/instance?api-version=2018-02-01";
    Map<String, String> headers = Map.of("Metadata", "True", "User-Agent", "nobody");
    assertThat(agent.get(uri, headers).statusCode()).isEqualTo(200);
    assertThat(host.violations())
        .singleElement()
        .satisfies(v -> assertThat(v.what()).contains("User-Agent"));
  }

  private java.net.http.HttpResponse<String> get(String path) throws Exception {
    String uri = "http://" + host.addresses().imds() + path + "?api-version=2018-02-01";
    return agent.get(uri, Map.of("Metadata", "True"));
  }
}
