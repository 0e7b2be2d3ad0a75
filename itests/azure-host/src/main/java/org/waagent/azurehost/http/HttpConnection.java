// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.http;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The life of one connection: request after request until one side closes. */
final class HttpConnection {
  private static final int IDLE_MILLIS = 60_000;
  private static final int LOOK_MILLIS = 100;
  private static final int MAX_SILENT_READ = 4096;

  private final Socket socket;
  private final Handler handler;

  HttpConnection(Socket socket, Handler handler) {
    this.socket = socket;
    this.handler = handler;
  }

  void serve() throws IOException {
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(IDLE_MILLIS);
    InputStream in = new BufferedInputStream(socket.getInputStream());
    HttpWriter writer = new HttpWriter(new BufferedOutputStream(socket.getOutputStream(), 65536));
    HttpReader reader = new HttpReader(in);
    boolean more = true;
    while (more) {
      more = serveOne(reader, writer, in);
    }
  }

  private boolean serveOne(HttpReader reader, HttpWriter writer, InputStream in)
      throws IOException {
    try {
      Optional<HttpRequest> head = reader.head();
      if (head.isEmpty()) {
        return false;
      }
      if (head.get().header("Expect").map("100-continue"::equalsIgnoreCase).orElse(false)) {
        writer.goOn();
      }
      HttpRequest request = reader.body(head.get());
      return deliver(handler.handle(request), keepAlive(request), writer, in);
    } catch (BadRequest e) {
      handler.malformed(e.status(), e.getMessage());
      byte[] text = e.getMessage().getBytes(StandardCharsets.UTF_8);
      writer.whole(HttpAnswer.of(e.status(), "text/plain", text), false);
      return false;
    }
  }

  private static boolean keepAlive(HttpRequest request) {
    return !request.header("Connection").map("close"::equalsIgnoreCase).orElse(false);
  }

  private boolean deliver(Reply reply, boolean keepAlive, HttpWriter writer, InputStream in)
      throws IOException {
    HttpAnswer answer = reply.answer();
    Delivery delivery = reply.delivery();
    if (delivery instanceof Delivery.Whole) {
      writer.whole(answer, keepAlive);
      return keepAlive;
    }
    if (delivery instanceof Delivery.Dripping dripping) {
      writer.dripping(answer, dripping);
    } else if (delivery instanceof Delivery.Truncated) {
      writer.truncated(answer);
    } else if (delivery instanceof Delivery.Endless endless) {
      writer.endless(reply.answer(), endless.hold());
    } else if (delivery instanceof Delivery.Nonsense) {
      writer.nonsense();
    } else if (delivery instanceof Delivery.Silence silence) {
      if (waitOut(silence.hold(), in) == Hold.Then.ANSWER) {
        writer.whole(silence.after().get(), false);
      }
    } else {
      // Linger 0 makes close send RST instead of FIN.
      socket.setSoLinger(true, 0);
    }
    return false;
  }

  /** Ends with the hold or when the client leaves, whichever comes first. */
  private Hold.Then waitOut(Hold hold, InputStream in) throws IOException {
    socket.setSoTimeout(LOOK_MILLIS);
    while (hold.now() == Hold.Then.GO_ON) {
      if (hasLeft(in)) {
        return Hold.Then.CUT;
      }
    }
    return hold.now();
  }

  private static boolean hasLeft(InputStream in) throws IOException {
    try {
      return in.skip(MAX_SILENT_READ) == 0 && in.read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    }
  }
}
