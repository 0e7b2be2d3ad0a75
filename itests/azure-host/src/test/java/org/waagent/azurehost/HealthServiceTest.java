// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthServiceTest {
  private static final String GOOD =
      "{\"Api\":\"reporttargethealth\",\"Version\":\"1.0\",\"Source\":\"WALinuxAgent\","
          + "\"Observations\":[{\"ObservationName\":\"GuestAgentPluginHeartbeat\","
          + "\"IsHealthy\":true,\"Description\":\"\",\"Value\":\"ok\"}]}";

  private final AzureHost host = AzureHost.start();
  private final Agent agent = new Agent(host);

  @AfterEach
  void stop() {
    host.close();
  }

  @Test
  void keepsWhatWasObserved() throws Exception {
    assertThat(post(GOOD)).isEqualTo(200);
    Observation one = host.awaitObservation(o -> o.healthy(), Duration.ofSeconds(5));
    assertThat(one.name()).isEqualTo("GuestAgentPluginHeartbeat");
    assertThat(one.value()).isEqualTo("ok");
    assertThat(host.observations()).hasSize(1);
    assertThat(host.violations()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "reporttargethealth|other",
        "1.0|2.0",
        "WALinuxAgent|",
        "GuestAgentPluginHeartbeat|Pulse",
        "true|\"true\"",
        "\"Description\":\"\",|",
        "\"ok\"|1",
        "[{|[1,{",
        "{\"Api|{\"More\":1,\"Api",
        "}]}|}]"
      })
  void refusesWhatIsNoReport(String change) throws Exception {
    String[] parts = change.split("\\|", -1);
    assertThat(post(GOOD.replace(parts[0], parts[1]))).isEqualTo(400);
    assertThat(host.violations()).hasSize(1);
    assertThat(host.observations()).isEmpty();
  }

  @Test
  void holdsToTheLimits() throws Exception {
    assertThat(post(GOOD.replace("\"ok\"", '"' + "x".repeat(128) + '"'))).isEqualTo(200);
    assertThat(post(GOOD.replace("\"ok\"", '"' + "x".repeat(129) + '"'))).isEqualTo(400);
    String one = GOOD.substring(GOOD.indexOf("[{") + 1, GOOD.indexOf("]}"));
    assertThat(post(GOOD.replace(one, String.join(",", java.util.Collections.nCopies(10, one)))))
        .isEqualTo(200);
    assertThat(post(GOOD.replace(one, String.join(",", java.util.Collections.nCopies(11, one)))))
        .isEqualTo(400);
  }

  private int post(String body) throws Exception {
    return agent.post("/HealthService", "application/json", body).statusCode();
  }
}
