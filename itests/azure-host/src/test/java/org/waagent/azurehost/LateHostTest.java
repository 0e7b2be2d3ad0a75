// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LateHostTest {
  private final AzureHost host = AzureHost.reserve();
  private final Agent agent = new Agent(host);

  @AfterEach
  void stop() {
    host.close();
  }

  @Test
  void isNotThereAtTheStartAndComesOnThePortsItTold() throws Exception {
    List<String> conf = host.confLines();
    assertThatThrownBy(agent::goalState).isInstanceOf(ConnectException.class);
    host.publish(GoalState.of());
    host.startListening();
    assertThat(agent.goalState().body()).contains("<Incarnation>2<");
    assertThat(agent.vmSettings("").statusCode()).isEqualTo(404);
    assertThat(host.confLines()).isEqualTo(conf);
  }

  @Test
  void comesByItselfAfterAWhile() throws Exception {
    host.startListening(Duration.ofSeconds(3));
    assertThatThrownBy(agent::goalState).isInstanceOf(ConnectException.class);
    Thread.sleep(4000);
    assertThat(agent.goalState().statusCode()).isEqualTo(200);
  }

  @Test
  void nobodyElseGetsItsPorts() {
    try (AzureHost other = AzureHost.reserve()) {
      assertThat(other.confLines()).doesNotContainAnyElementsOf(host.confLines().subList(1, 4));
    }
  }
}
