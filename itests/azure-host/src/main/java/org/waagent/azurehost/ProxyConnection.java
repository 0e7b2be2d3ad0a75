// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One request through a {@link ForwardProxy}, from its first line to the end of both sides. */
record ProxyConnection(ForwardProxy proxy, Socket client) {
  private static final int MAX_HEAD = 64 * 1024;
  private static final String AUTHORIZATION = "proxy-authorization:";

  void serve() {
    try {
      InputStream in = new BufferedInputStream(client.getInputStream());
      List<String> head = head(in);
      String[] first = head.get(0).split(" ");
      if (first.length != 3) {
        throw new IOException("not a request line: " + head.get(0));
      }
      boolean tunnel = first[0].equals("CONNECT");
      URI to = URI.create(tunnel ? "tcp://" + first[1] : first[1]);
      InetAddress address = InetAddress.getByName(to.getHost());
      int verdict = proxy.verdict(authorization(head), address);
      proxy.record(first[0], first[1], verdict);
      if (verdict != 0) {
        refuse(verdict);
      } else {
        pass(in, address, to, tunnel ? Optional.empty() : Optional.of(onward(head, to)));
      }
    } catch (IOException e) {
      // One side left: so does the other.
      proxy.drop(client);
    } finally {
      proxy.drop(client);
    }
  }

  private void pass(InputStream in, InetAddress address, URI to, Optional<String> head)
      throws IOException {
    int port = to.getPort() < 0 ? 80 : to.getPort();
    Socket server = proxy.keep(new Socket(address, port));
    try {
      if (head.isPresent()) {
        write(server.getOutputStream(), head.get());
      } else {
        write(client.getOutputStream(), "HTTP/1.1 200 Connection established\r\n\r\n");
      }
      proxy.thread(() -> pump(in, server));
      server.getInputStream().transferTo(client.getOutputStream());
    } finally {
      proxy.drop(server);
    }
  }

  private void pump(InputStream from, Socket to) {
    try {
      from.transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      // The server left while the client still sent.
      proxy.drop(to);
    }
  }

  private void refuse(int status) throws IOException {
    String challenge = status == 407 ? "Proxy-Authenticate: Basic realm=\"azure-host\"\r\n" : "";
    write(
        client.getOutputStream(),
        "HTTP/1.1 "
            + status
            + " Refused\r\n"
            + challenge
            + "Content-Length: 0\r\nConnection: close\r\n\r\n");
  }

  /** The head for the server itself: origin form, one request, no word about the proxy. */
  private static String onward(List<String> head, URI to) {
    String query = to.getRawQuery() == null ? "" : "?" + to.getRawQuery();
    String path = to.getRawPath().isEmpty() ? "/" : to.getRawPath();
    StringBuilder text = new StringBuilder();
    text.append(head.get(0).split(" ")[0]).append(' ').append(path).append(query);
    text.append(" HTTP/1.1\r\n");
    for (String line : head.subList(1, head.size())) {
      boolean own = line.regionMatches(true, 0, "proxy-", 0, 6);
      if (!own && !line.regionMatches(true, 0, "connection:", 0, 11)) {
        text.append(line).append("\r\n");
      }
    }
    return text.append("Connection: close\r\n\r\n").toString();
  }

  private static Optional<String> authorization(List<String> head) {
    return head.stream()
        .filter(l -> l.regionMatches(true, 0, AUTHORIZATION, 0, AUTHORIZATION.length()))
        .map(l -> l.substring(AUTHORIZATION.length()).trim())
        .findFirst();
  }

  private static List<String> head(InputStream in) throws IOException {
    List<String> lines = new ArrayList<>();
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int total = 0; total < MAX_HEAD; total++) {
      int b = in.read();
      if (b < 0) {
        throw new IOException("the client left inside the head");
      }
      if (b != '\n') {
        line.write(b);
        continue;
      }
      String text = line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
      if (text.isEmpty() && !lines.isEmpty()) {
        return lines;
      }
      lines.add(text);
      line.reset();
    }
    throw new IOException("a head of more than " + MAX_HEAD + " bytes");
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }
}
