// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.http;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/**
 * A port where connecting takes until the client gives up, as behind a firewall that drops packets:
 * its queue of connections is full and nobody takes one out, so the kernel drops the next ones.
 */
final class BlackHole implements Closeable {
  private static final int MAX_FILLERS = 64;
  private static final int FULL_MILLIS = 250;

  private final List<Closeable> sockets = new ArrayList<>();

  private BlackHole() {}

  static BlackHole at(InetSocketAddress address) throws IOException {
    BlackHole hole = new BlackHole();
    try {
      ServerSocket listener = new ServerSocket();
      hole.sockets.add(listener);
      listener.setReuseAddress(true);
      listener.bind(address, 1);
      hole.fill(address);
      return hole;
    } catch (IOException e) {
      hole.close();
      throw e;
    }
  }

  private void fill(InetSocketAddress address) throws IOException {
    InetAddress to = address.getAddress();
    InetAddress from = to.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : to;
    for (int i = 0; i < MAX_FILLERS; i++) {
      Socket filler = new Socket();
      sockets.add(filler);
      try {
        filler.connect(new InetSocketAddress(from, address.getPort()), FULL_MILLIS);
        // Otherwise its last packet keeps the port busy after the end.
        filler.setSoLinger(true, 0);
      } catch (SocketTimeoutException e) {
        return;
      }
    }
    throw new IOException("this kernel accepts connections beyond a full queue");
  }

  @Override
  public void close() throws IOException {
    for (Closeable socket : sockets) {
      socket.close();
    }
  }
}
