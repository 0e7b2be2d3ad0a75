// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.channels.SocketChannel;

/**
 * A socket whose reads end at the deadline of the call without a thread that watches them, and
 * whose waiting thread can be interrupted: it is the socket of a channel, which a plain one can't
 * do.
 */
final class DeadlineSocket extends Socket {
  private final SocketChannel channel;
  private final Socket socket;
  private final HostSockets calls;
  private volatile int soTimeout;

  DeadlineSocket(HostSockets calls) throws IOException {
    this.channel = SocketChannel.open();
    this.socket = channel.socket();
    this.calls = calls;
  }

  private void limitRead() throws IOException {
    int left = calls.left();
    socket.setSoTimeout(soTimeout == 0 ? left : Math.min(soTimeout, left));
  }

  @Override
  public void connect(SocketAddress address) throws IOException {
    connect(address, 0);
  }

  @Override
  public void connect(SocketAddress address, int timeout) throws IOException {
    socket.connect(address, timeout == 0 ? calls.left() : Math.min(timeout, calls.left()));
    // Requests are written in one piece each; waiting to fill a packet only costs time.
    socket.setTcpNoDelay(true);
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new FilterInputStream(socket.getInputStream()) {
      @Override
      public int read() throws IOException {
        limitRead();
        return super.read();
      }

      @Override
      public int read(byte[] bytes, int from, int length) throws IOException {
        limitRead();
        return super.read(bytes, from, length);
      }
    };
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return socket.getOutputStream();
  }

  /** Only makes the time shorter; the deadline counts in any case. */
  @Override
  public void setSoTimeout(int timeout) throws SocketException {
    if (isClosed()) {
      throw new SocketException("closed");
    }
    soTimeout = timeout;
  }

  @Override
  public int getSoTimeout() {
    return soTimeout;
  }

  @Override
  public InetAddress getInetAddress() {
    return socket.getInetAddress();
  }

  @Override
  public int getPort() {
    return socket.getPort();
  }

  @Override
  public SocketAddress getRemoteSocketAddress() {
    return socket.getRemoteSocketAddress();
  }

  @Override
  public boolean isConnected() {
    return socket.isConnected();
  }

  @Override
  public boolean isClosed() {
    return !channel.isOpen();
  }

  @Override
  public boolean isInputShutdown() {
    return socket.isInputShutdown();
  }

  @Override
  public boolean isOutputShutdown() {
    return socket.isOutputShutdown();
  }

  @Override
  public void shutdownInput() throws IOException {
    socket.shutdownInput();
  }

  @Override
  public void shutdownOutput() throws IOException {
    socket.shutdownOutput();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
