// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Answers one request on a control socket with fixed text. */
final class FakeDaemon implements AutoCloseable {
  private final ServerSocketChannel server;
  private final Thread thread;
  private final String answer;
  private volatile String request = "";

  FakeDaemon(Path socket, String answer) throws IOException {
    this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    this.server.bind(UnixDomainSocketAddress.of(socket));
    this.answer = answer;
    this.thread = new Thread(this::serve, "fake daemon");
    this.thread.start();
  }

  private void serve() {
    try (SocketChannel client = server.accept()) {
      ByteArrayOutputStream read = new ByteArrayOutputStream();
      ByteBuffer one = ByteBuffer.allocate(1);
      int zeros = 0;
      while (zeros < 2 && client.read(one.clear()) > 0) {
        zeros = one.get(0) == 0 ? zeros + 1 : 0;
        read.write(one.get(0));
      }
      request = read.toString(StandardCharsets.UTF_8);
      client.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      request = e.toString();
    }
  }

  String request() throws InterruptedException {
    thread.join();
    return request;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
