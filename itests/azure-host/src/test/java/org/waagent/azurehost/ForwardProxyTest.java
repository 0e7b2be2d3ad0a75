// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ForwardProxyTest {
  private static final String END = " HTTP/1.1\r\nHost: x\r\n";

  private final AzureHost host = AzureHost.start();
  private final String health = host.addresses().hostPlugin() + "/health";

  @AfterEach
  void stop() {
    host.close();
  }

  @Test
  void passesAnAbsoluteUriInOriginForm() throws IOException {
    try (ForwardProxy proxy = ForwardProxy.start()) {
      assertThat(talk(proxy, "GET http://" + health + END + "Proxy-Connection: a\r\n\r\n"))
          .startsWith("HTTP/1.1 200 OK");
      assertThat(proxy.passed())
          .containsExactly(new ForwardProxy.Passed("GET", "http://" + health, 0));
      Request came = host.requests(Route.PLUGIN_HEALTH).get(0);
      assertThat(came.header("Proxy-Connection")).isEmpty();
      assertThat(came.header("Connection")).contains("close");
    }
  }

  @Test
  void tunnelsWhateverFollowsConnect() throws IOException {
    try (ForwardProxy proxy = ForwardProxy.start()) {
      String target = host.addresses().hostPlugin();
      String inside = "GET /health HTTP/1.1\r\nHost: y\r\nConnection: close\r\n\r\n";
      assertThat(talk(proxy, "CONNECT " + target + END + "\r\n" + inside))
          .startsWith("HTTP/1.1 200 Connection established\r\n\r\nHTTP/1.1 200 OK");
      assertThat(proxy.passed()).containsExactly(new ForwardProxy.Passed("CONNECT", target, 0));
    }
  }

  @Test
  void demandsItsCredentialsAndKeepsThemToItself() throws IOException {
    try (ForwardProxy proxy = ForwardProxy.start("u", "p w")) {
      assertThat(talk(proxy, "GET http://" + health + END + "\r\n"))
          .startsWith("HTTP/1.1 407 ")
          .contains("Proxy-Authenticate: Basic");
      String pair = Base64.getEncoder().encodeToString("u:p w".getBytes(StandardCharsets.UTF_8));
      String login = "Proxy-Authorization: Basic " + pair + "\r\n\r\n";
      assertThat(talk(proxy, "GET http://" + health + END + login)).startsWith("HTTP/1.1 200 OK");
      assertThat(host.requests(Route.PLUGIN_HEALTH))
          .singleElement()
          .satisfies(r -> assertThat(r.header("Proxy-Authorization")).isEmpty());
    }
  }

  @Test
  void refusesAsLongAsTold() throws IOException {
    try (ForwardProxy proxy = ForwardProxy.start()) {
      ActiveFault refusal = proxy.refuse(502);
      assertThat(talk(proxy, "GET http://" + health + END + "\r\n")).startsWith("HTTP/1.1 502 ");
      refusal.end();
      assertThat(talk(proxy, "GET http://" + health + END + "\r\n")).startsWith("HTTP/1.1 200 ");
      assertThat(proxy.passed()).extracting(ForwardProxy.Passed::status).containsExactly(502, 0);
    }
  }

  @Test
  void staysOnThisMachine() throws IOException {
    try (ForwardProxy proxy = ForwardProxy.start()) {
      assertThat(talk(proxy, "CONNECT 192.0.2.1:443" + END + "\r\n")).startsWith("HTTP/1.1 403 ");
    }
  }

  private static String talk(ForwardProxy proxy, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
