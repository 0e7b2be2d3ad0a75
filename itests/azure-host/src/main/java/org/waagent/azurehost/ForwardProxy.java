// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A forward proxy on a loopback port: tunnels for {@code CONNECT}, plain HTTP for requests with an
 * absolute URI. It reaches loopback addresses only, so that no test leaves the machine.
 */
public final class ForwardProxy implements AutoCloseable {
  /**
   * A request that came.
   *
   * @param target host:port of a tunnel, an absolute URI otherwise
   * @param status the proxy's own answer; 0 when the request was passed on
   */
  public record Passed(String method, String target, int status) {}

  private final ServerSocket listener;
  private final Optional<String> credentials;
  private final List<Passed> passed = new CopyOnWriteArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile int refusal;

  private ForwardProxy(ServerSocket listener, Optional<String> credentials) {
    this.listener = listener;
    this.credentials = credentials;
  }

  /** One that asks nobody for a password. */
  public static ForwardProxy start() {
    return start(Optional.empty());
  }

  /** One that demands Basic credentials and answers 407 without. */
  public static ForwardProxy start(String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return start(Optional.of("Basic " + Base64.getEncoder().encodeToString(pair)));
  }

  private static ForwardProxy start(Optional<String> credentials) {
    try {
      ServerSocket listener = new ServerSocket();
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      ForwardProxy proxy = new ForwardProxy(listener, credentials);
      proxy.thread(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException("no port for a proxy", e);
    }
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** {@code host:port} of the proxy. */
  public String address() {
    return listener.getInetAddress().getHostAddress() + ":" + port();
  }

  /** Answers everything with that status until the end. */
  public ActiveFault refuse(int status) {
    refusal = status;
    return () -> refusal = 0;
  }

  /** All requests that came, in order. */
  public List<Passed> passed() {
    return List.copyOf(passed);
  }

  /** The status to refuse a request with, 0 to pass it on. */
  int verdict(Optional<String> authorization, InetAddress to) {
    if (refusal > 0) {
      return refusal;
    }
    if (credentials.isPresent() && !credentials.equals(authorization)) {
      return 407;
    }
    return to.isLoopbackAddress() ? 0 : 403;
  }

  void record(String method, String target, int status) {
    passed.add(new Passed(method, target, status));
  }

  /** Closes the socket with the proxy. */
  Socket keep(Socket socket) {
    open.add(socket);
    return socket;
  }

  void thread(Runnable work) {
    Thread thread = new Thread(work, "azure-host proxy");
    thread.setDaemon(true);
    thread.start();
  }

  void drop(Socket socket) {
    open.remove(socket);
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException("a socket that cannot be closed", e);
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = keep(listener.accept());
        thread(() -> new ProxyConnection(this, client).serve());
      } catch (IOException e) {
        // The one way out of accept: the proxy was closed.
        return;
      }
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the proxy cannot be closed", e);
    }
    open.forEach(this::drop);
  }
}
