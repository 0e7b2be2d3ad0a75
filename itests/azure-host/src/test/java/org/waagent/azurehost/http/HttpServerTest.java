// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpServerTest {
  private final List<String> malformed = Collections.synchronizedList(new ArrayList<>());
  private final HttpServer server =
      HttpServer.listen(
          "test", new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), new Echo());

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void answersSeveralRequestsOnOneConnection() throws IOException {
    String text =
        talk(
            "PUT /a HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi"
                + "GET /b?c=d HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    assertThat(text).contains("PUT /a hi", "GET /b?c=d ");
    assertThat(text.split("HTTP/1.1 200 OK")).hasSize(3);
  }

  @Test
  void readsAndWritesChunks() throws IOException {
    String text =
        talk(
            "POST /chunked HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
                + "Connection: close\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n");
    assertThat(text).endsWith("\r\n\r\n13\r\nPOST /chunked abcde\r\n0\r\n\r\n");
  }

  @Test
  void sendsContinueWhenAsked() throws IOException {
    String text =
        talk(
            "PUT / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 1\r\n"
                + "Connection: close\r\n\r\nz");
    assertThat(text).startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK");
  }

  @Test
  void refusesWhatIsNoHttp() throws IOException {
    assertThat(talk("hello\r\n\r\n")).startsWith("HTTP/1.1 400");
    assertThat(talk("GET / HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 400");
    assertThat(talk("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n"))
        .startsWith("HTTP/1.1 400");
    assertThat(talk("GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n")).startsWith("HTTP/1.1 400");
    assertThat(malformed).hasSize(4).anyMatch(m -> m.contains("no Host header"));
  }

  private String talk(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private final class Echo implements Handler {
    @Override
    public Reply handle(HttpRequest request) {
      String text = request.method() + " " + request.target() + " " + request.text();
      HttpAnswer answer = HttpAnswer.of(200, "text/plain", text);
      boolean chunked = request.path().equals("/chunked");
      return new Reply(chunked ? answer.chunked() : answer, Delivery.whole());
    }

    @Override
    public void malformed(int status, String why) {
      malformed.add(status + " " + why);
    }
  }
}
