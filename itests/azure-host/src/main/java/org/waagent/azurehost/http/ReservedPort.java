// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.http;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * Keeps a port that nobody listens on. The kernel refuses connections to it, and gives it neither
 * to another program nor to a client as its own port.
 */
record ReservedPort(Socket socket) implements Closeable {
  static ReservedPort at(InetSocketAddress address) throws IOException {
    Socket socket = new Socket();
    try {
      // Lets the server bind the same port before this socket is closed.
      socket.setReuseAddress(true);
      socket.bind(address);
      return new ReservedPort(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  int port() {
    return socket.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
