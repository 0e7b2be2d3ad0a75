// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordTest {
  private final AzureHost host = AzureHost.start();
  private final Agent agent = new Agent(host);

  @AfterEach
  void stop() {
    host.close();
  }

  @Test
  void keepsEveryRequestInOrderWithAllItsParts() throws Exception {
    agent.goalState();
    agent.statusThroughPlugin(Sample.status(""));
    assertThat(host.requests())
        .extracting(Request::route)
        .containsExactly(Route.GOAL_STATE, Route.STATUS);
    Request first = host.requests().get(0);
    assertThat(first.number()).isEqualTo(1);
    assertThat(first.method()).isEqualTo("GET");
    assertThat(first.path()).isEqualTo("/machine/");
    assertThat(first.query()).isEqualTo("comp=goalstate");
    assertThat(first.header("X-MS-Version")).contains("2012-11-30");
    assertThat(first.status()).isEqualTo(200);
    assertThat(host.requests().get(1).text()).contains("requestUri");
    assertThatThrownBy(() -> host.requests().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void wakesWhoWaitsForAStatus() throws Exception {
    CompletableFuture<StatusDocument> waiter =
        CompletableFuture.supplyAsync(
            () -> host.awaitStatus(s -> s.handler("Acme.Hello").hasSucceeded(0), ofSeconds(60)));
    agent.statusThroughPlugin(Sample.status(""));
    assertThat(waiter).isNotDone();
    agent.statusThroughPlugin(
        Sample.status(Sample.handler("Acme.Hello", "1.0.0", "Ready", 0, "success")));
    StatusDocument status = waiter.get(60, TimeUnit.SECONDS);
    assertThat(status.handler("acme.hello").isReady("1.0.0")).isTrue();
    assertThat(status.handler("Acme.Hello").extensionMessage()).isEqualTo("hi");
    assertThat(status.agentStatus()).isEqualTo("Ready");
    assertThat(status.goalStateSucceeded()).isTrue();
    assertThat(status.goalStateSequence()).isEqualTo("2");
    assertThat(status.features()).containsExactly("FastTrack");
    assertThat(status.handler("Nobody").isPresent()).isFalse();
    assertThat(host.violations()).isEmpty();
  }

  @Test
  void aStatusFromBeforeThePublishDoesNotCount() throws Exception {
    agent.statusThroughPlugin(Sample.status(""));
    host.publish(GoalState.of());
    assertThatThrownBy(() -> host.awaitStatus(s -> true, ofMillis(100)))
        .isInstanceOf(NotInTime.class)
        .hasMessageContaining("Last requests")
        .hasMessageContaining("hostPlugin.status");
  }

  @Test
  void waitsForRequestsByRouteAndCount() throws Exception {
    CompletableFuture<Request> waiter =
        CompletableFuture.supplyAsync(
            () -> host.awaitRequest(r -> r.route() == Route.VERSIONS, ofSeconds(60)));
    agent.wire("/?comp=versions");
    assertThat(waiter.get(60, TimeUnit.SECONDS).status()).isEqualTo(200);
    agent.wire("/?comp=versions");
    assertThat(host.awaitRequests(Route.VERSIONS, 2, ofSeconds(60))).hasSize(2);
  }

  @Test
  void tellsTheConfigurationOfAnAgent() {
    assertThat(host.confLines())
        .contains(
            "Protocol.EndpointDiscovery=static", "Protocol.Endpoint=" + host.addresses().wire())
        .anyMatch(l -> l.matches("Protocol\\.HostPluginPort=\\d+"))
        .anyMatch(l -> l.matches("Protocol\\.ImdsEndpoint=127\\.0\\.0\\.1:\\d+"));
  }

  @Test
  void closesItsPorts() throws Exception {
    host.close();
    assertThatThrownBy(agent::goalState).isInstanceOf(java.net.ConnectException.class);
  }
}
