// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy for plain GET requests that asks for a name and a password. */
final class TinyProxy implements AutoCloseable {
  private final ServerSocket server;
  private final String credentials;
  private final List<String> requests = new CopyOnWriteArrayList<>();

  TinyProxy(String user, String password) throws IOException {
    credentials =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "tiny proxy");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return server.getLocalPort();
  }

  /** First lines of the requests that were passed on. */
  List<String> requests() {
    return requests;
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket client = server.accept()) {
        answer(client);
      } catch (IOException e) {
        if (!server.isClosed()) {
          requests.add("failed: " + e);
        }
      }
    }
  }

  private void answer(Socket client) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
    String first = in.readLine();
    boolean allowed = false;
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      allowed |= line.equals("Proxy-Authorization: " + credentials);
    }
    OutputStream out = client.getOutputStream();
    if (!allowed) {
      out.write(
          ("HTTP/1.1 407 Asks\r\nProxy-Authenticate: Basic realm=\"x\"\r\n"
                  + "Content-Length: 0\r\nConnection: close\r\n\r\n")
              .getBytes(StandardCharsets.ISO_8859_1));
      return;
    }
    requests.add(first);
    pass(URI.create(first.split(" ")[1]), out);
  }

  private static void pass(URI target, OutputStream out) throws IOException {
    try (Socket origin = new Socket(target.getHost(), target.getPort())) {
      String request =
          "GET "
              + target.getRawPath()
              + "?"
              + target.getRawQuery()
              + " HTTP/1.1\r\nHost: "
              + target.getAuthority()
              + "\r\nConnection: close\r\n\r\n";
      origin.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      origin.getInputStream().transferTo(out);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
