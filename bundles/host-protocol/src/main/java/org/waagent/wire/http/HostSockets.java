// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;

/**
 * Makes the sockets for calls to the host, and knows until when the call of each thread may take. A
 * connection is used by one call after the other, so the deadline belongs to the thread.
 */
final class HostSockets extends SocketFactory {
  private final ThreadLocal<Long> deadline = new ThreadLocal<>();

  /**
   * The call that this thread begins must be over at a time, as {@code System.nanoTime} counts.
   *
   * @return to be given to {@link #end} when the call is over
   */
  Optional<Long> begin(long nanoTime) {
    Optional<Long> before = Optional.ofNullable(deadline.get());
    deadline.set(nanoTime);
    return before;
  }

  void end(Optional<Long> before) {
    if (before.isPresent()) {
      deadline.set(before.get());
    } else {
      deadline.remove();
    }
  }

  /** Milliseconds left for the call of this thread. */
  int left() throws SocketTimeoutException {
    Long end = deadline.get();
    long millis = end == null ? 0 : TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    if (millis <= 0) {
      throw new SocketTimeoutException("the deadline of the call is over");
    }
    return (int) Math.min(millis, Integer.MAX_VALUE);
  }

  @Override
  public Socket createSocket() throws IOException {
    return new DeadlineSocket(this);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return createSocket(host, port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return createSocket(host, port);
  }

  private Socket connected(InetSocketAddress address) throws IOException {
    Socket socket = createSocket();
    socket.connect(address);
    return socket;
  }
}
