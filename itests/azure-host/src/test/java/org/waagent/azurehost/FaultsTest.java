// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultsTest {
  private final AzureHost host = AzureHost.start();
  private final Agent agent = new Agent(host);

  @AfterEach
  void stop() {
    host.close();
  }

  @Test
  void aStatusFaultHitsSoManyRequestsOfItsRouteOnly() throws Exception {
    host.fault(
        Route.GOAL_STATE,
        Fault.status(429).retryAfter(Duration.ofSeconds(7)).afterFirst(1).times(2));
    assertThat(agent.goalState().statusCode()).isEqualTo(200);
    HttpResponse<String> hit = agent.goalState();
    assertThat(hit.statusCode()).isEqualTo(429);
    assertThat(hit.headers().firstValue("Retry-After")).contains("7");
    assertThat(agent.wire("/?comp=versions").statusCode()).isEqualTo(200);
    assertThat(agent.goalState().statusCode()).isEqualTo(429);
    assertThat(agent.goalState().statusCode()).isEqualTo(200);
    assertThat(host.requests(Route.GOAL_STATE).get(1).fault()).contains(Fault.Kind.STATUS);
    assertThat(host.violations()).isEmpty();
  }

  @Test
  void aFaultOfAServiceEndsWithItsTimeOrWhenCleared() throws Exception {
    host.fault(Service.WIRE, Fault.status(503).lasting(Duration.ofSeconds(4)));
    assertThat(agent.wire("/?comp=versions").statusCode()).isEqualTo(503);
    Thread.sleep(4100);
    assertThat(agent.goalState().statusCode()).isEqualTo(200);
    host.fault(Service.WIRE, Fault.status(500));
    assertThat(agent.goalState().statusCode()).isEqualTo(500);
    host.clearFaults();
    assertThat(agent.goalState().statusCode()).isEqualTo(200);
  }

  @Test
  void aResetIsATcpReset() throws Exception {
    host.fault(Route.GOAL_STATE, Fault.reset());
    try (Socket socket = ask("/machine/?comp=goalstate")) {
      assertThatThrownBy(() -> socket.getInputStream().readAllBytes())
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
    }
  }

  @Test
  void aStatusUploadThatIsResetHasNoEffect() {
    host.fault(Route.STATUS, Fault.reset());
    assertThatThrownBy(() -> agent.statusThroughPlugin(Sample.status("")))
        .isInstanceOf(IOException.class);
    assertThat(host.statuses()).isEmpty();
  }

  @Test
  void aTruncatedBodyEndsBeforeItsPromisedLength() throws Exception {
    host.fault(Route.VERSIONS, Fault.truncated());
    try (Socket socket = ask("/?comp=versions")) {
      String text = read(socket);
      int promised = Integer.parseInt(Agent.between(text, "Content-Length: ", "\r\n"));
      assertThat(text.substring(text.indexOf("\r\n\r\n") + 4)).hasSize(promised / 2);
    }
  }

  @Test
  void anEndlessBodyGoesOnBehindTheRightAnswerUntilTheClientLeaves() throws Exception {
    host.fault(Route.VERSIONS, Fault.endless());
    try (Socket socket = ask("/?comp=versions")) {
      byte[] first = socket.getInputStream().readNBytes(1 << 20);
      assertThat(first).hasSize(1 << 20);
      assertThat(new String(first, StandardCharsets.ISO_8859_1))
          .contains("Transfer-Encoding: chunked")
          .contains("</Versions>");
    }
  }

  @Test
  void aSlowBodyTakesItsTimeButIsWhole() throws Exception {
    host.fault(Route.VERSIONS, Fault.slow(500));
    long start = System.nanoTime();
    assertThat(agent.wire("/?comp=versions").body()).endsWith("</Versions>\n");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(300));
  }

  @Test
  void garbageIsA200WithNoXml() throws Exception {
    host.fault(Route.VERSIONS, Fault.garbage());
    HttpResponse<String> answer = agent.wire("/?comp=versions");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).doesNotContain("<Versions>");
  }

  @Test
  void nonsenseIsNotEvenHttp() throws Exception {
    host.fault(Route.VERSIONS, Fault.notHttp());
    try (Socket socket = ask("/?comp=versions")) {
      assertThat(read(socket)).contains("no HTTP").doesNotContain("HTTP/1.1");
    }
  }

  @Test
  void noAnswerLeavesTheClientWaitingAndIsRecorded() throws Exception {
    host.fault(Route.VERSIONS, Fault.noAnswer());
    try (Socket socket = ask("/?comp=versions")) {
      socket.setSoTimeout(300);
      assertThatThrownBy(() -> socket.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
    }
    assertThat(host.requests(Route.VERSIONS))
        .singleElement()
        .satisfies(r -> assertThat(r.status()).isZero());
  }

  @Test
  void aServerThatDoesNotListenRefusesAndComesBackOnItsPort() throws Exception {
    host.stopListening(Service.WIRE, Duration.ofMillis(1500));
    assertThatThrownBy(() -> ask("/?comp=versions").close()).isInstanceOf(ConnectException.class);
    Thread.sleep(1900);
    assertThat(agent.wire("/?comp=versions").statusCode()).isEqualTo(200);
  }

  private Socket ask(String target) throws IOException {
    String[] address = host.addresses().wire().split(":");
    Socket socket = new Socket(address[0], Integer.parseInt(address[1]));
    String request =
        "GET "
            + target
            + " HTTP/1.1\r\nHost: x\r\nx-ms-agent-name: a\r\n"
            + "x-ms-version: 2012-11-30\r\nConnection: close\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static String read(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
