// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy for plain GET requests and for tunnels that asks for a name and a password. */
final class TinyProxy implements AutoCloseable {
  private final ServerSocket server;
  private final String credentials;
  private final List<String> closed = new CopyOnWriteArrayList<>();
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
      try {
        Socket client = server.accept();
        inBackground(() -> answer(client));
      } catch (IOException e) {
        if (!server.isClosed()) {
          requests.add("failed: " + e);
        }
      }
    }
  }

  private interface Work {
    void go() throws IOException;
  }

  private void inBackground(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.go();
              } catch (IOException e) {
                closed.add(String.valueOf(e.getMessage()));
              }
            },
            "tiny proxy connection");
    thread.setDaemon(true);
    thread.start();
  }

  private void answer(Socket socket) throws IOException {
    try (Socket client = socket) {
      serve(client);
    }
  }

  private void serve(Socket client) throws IOException {
    String first = line(client.getInputStream());
    boolean allowed = false;
    for (String l = line(client.getInputStream());
        !l.isEmpty();
        l = line(client.getInputStream())) {
      allowed |= l.equals("Proxy-Authorization: " + credentials);
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
    if (first.startsWith("CONNECT ")) {
      tunnel(first.split(" ")[1], client);
    } else {
      pass(URI.create(first.split(" ")[1]), out);
    }
  }

  private void tunnel(String place, Socket client) throws IOException {
    int colon = place.lastIndexOf(':');
    int port = Integer.parseInt(place.substring(colon + 1));
    try (Socket origin = new Socket(InetAddress.getLoopbackAddress(), port)) {
      client.getOutputStream().write("HTTP/1.1 200 Go on\r\n\r\n".getBytes());
      inBackground(
          () -> {
            client.getInputStream().transferTo(origin.getOutputStream());
            origin.shutdownOutput();
          });
      origin.getInputStream().transferTo(client.getOutputStream());
    }
  }

  /** A line without its end; read byte by byte, as a tunnel begins right after the head. */
  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      if (b != '\r') {
        line.append((char) b);
      }
    }
    return line.toString();
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
