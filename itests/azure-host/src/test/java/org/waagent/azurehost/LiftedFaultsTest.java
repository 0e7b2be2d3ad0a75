// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiftedFaultsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final AzureHost host = AzureHost.start();
  private final Agent agent = new Agent(host);

  @AfterEach
  void stop() {
    host.close();
  }

  @Test
  void aFaultIsInForceUntilItsEndAndHitsItsRoutesOnly() throws Exception {
    ActiveFault fault =
        host.fault(EnumSet.of(Route.GOAL_STATE, Route.PLUGIN_HEALTH), Fault.status(503));
    assertThat(agent.goalState().statusCode()).isEqualTo(503);
    assertThat(pluginHealth()).isEqualTo(503);
    assertThat(agent.wire("/?comp=versions").statusCode()).isEqualTo(200);
    fault.end();
    fault.end();
    assertThat(agent.goalState().statusCode()).isEqualTo(200);
    assertThat(pluginHealth()).isEqualTo(200);
  }

  private int pluginHealth() throws Exception {
    String uri = "http://" + host.addresses().hostPlugin() + "/health";
    return agent.get(uri, Map.of()).statusCode();
  }

  @Test
  void whoHangsIsAnsweredRightlyAtTheEndWhenReleased() throws Exception {
    ActiveFault fault = host.fault(Route.STATUS, Fault.noAnswer().released());
    CompletableFuture<HttpResponse<String>> upload = upload();
    host.awaitRequests(Route.STATUS, 1, PATIENCE);
    assertThat(host.statuses()).isEmpty();
    fault.end();
    assertThat(upload.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    assertThat(host.statuses()).hasSize(1);
    assertThat(host.count(Route.STATUS)).isEqualTo(1);
  }

  @Test
  void whoHangsIsDroppedAtTheEndWhenAsked() throws Exception {
    ActiveFault fault = host.fault(Route.STATUS, Fault.noAnswer().dropped());
    CompletableFuture<HttpResponse<String>> upload = upload();
    host.awaitRequests(Route.STATUS, 1, PATIENCE);
    fault.end();
    assertThatThrownBy(() -> upload.get(20, TimeUnit.SECONDS))
        .hasCauseInstanceOf(IOException.class);
    assertThat(host.statuses()).isEmpty();
  }

  @Test
  void whoHangsIsLeftHangingOtherwise() throws Exception {
    ActiveFault fault = host.fault(Route.STATUS, Fault.noAnswer().times(1));
    CompletableFuture<HttpResponse<String>> upload = upload();
    host.awaitRequests(Route.STATUS, 1, PATIENCE);
    fault.end();
    assertThatThrownBy(() -> upload.get(700, TimeUnit.MILLISECONDS))
        .isInstanceOf(java.util.concurrent.TimeoutException.class);
  }

  @Test
  void theRestOfASlowAnswerComesAtOnceWhenReleased() throws Exception {
    ActiveFault fault = host.fault(Route.VERSIONS, Fault.slow(1).released());
    CompletableFuture<String> body = later(() -> agent.wire("/?comp=versions").body());
    host.awaitRequests(Route.VERSIONS, 1, PATIENCE);
    fault.end();
    assertThat(body.get(20, TimeUnit.SECONDS)).endsWith("</Versions>\n");
  }

  @Test
  void aDripStartsWithTheStatusLine() throws Exception {
    host.fault(Route.PLUGIN_HEALTH, Fault.drip(1));
    String[] at = host.addresses().hostPlugin().split(":");
    try (Socket socket = new Socket(at[0], Integer.parseInt(at[1]))) {
      socket.getOutputStream().write("GET /health HTTP/1.1\r\nHost: x\r\n\r\n".getBytes());
      int first = socket.getInputStream().read(new byte[1024]);
      assertThat(first).isBetween(1, "HTTP/1.1 200".length());
    }
  }

  @Test
  void aBlackHoleLetsNobodyConnectUntilItsEnd() throws Exception {
    try (ActiveFault fault = host.blackhole(Service.BLOB)) {
      assertThat(fault).isNotNull();
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(this::connectToBlobs).isInstanceOf(SocketTimeoutException.class);
      }
      assertThat(agent.statusThroughPlugin(Sample.status("")).statusCode()).isEqualTo(200);
    }
    connectToBlobs();
  }

  @Test
  void aBlackHoleCanBeClosedWithTheHost() {
    host.blackhole(Service.BLOB);
    host.close();
    assertThatThrownBy(this::connectToBlobs).isInstanceOf(ConnectException.class);
  }

  @Test
  void aServiceThatDoesNotListenComesBack() throws Exception {
    ActiveFault fault = host.notListening(Service.BLOB);
    assertThatThrownBy(this::connectToBlobs).isInstanceOf(ConnectException.class);
    fault.end();
    connectToBlobs();
  }

  private void connectToBlobs() throws IOException {
    String[] at = host.addresses().blob().split(":");
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(at[0], Integer.parseInt(at[1])), 400);
    }
  }

  private CompletableFuture<HttpResponse<String>> upload() {
    return later(() -> agent.statusThroughPlugin(Sample.status("")));
  }

  private static <T> CompletableFuture<T> later(java.util.concurrent.Callable<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(work.call());
              } catch (Exception e) {
                result.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return result;
  }
}
