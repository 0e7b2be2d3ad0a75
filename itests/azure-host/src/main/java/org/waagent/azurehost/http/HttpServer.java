// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A small HTTP/1.1 server over plain sockets, because faults need the socket itself. It can stop
 * listening for a while and come back on the same port.
 */
public final class HttpServer implements AutoCloseable {
  private static final int THREADS = 256;
  private static final int WAITING = 256;

  private final String name;
  private final Handler handler;
  private final Optional<SSLContext> tls;
  private final ExecutorService workers;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private InetSocketAddress address;
  private ServerSocket listener;
  private Thread acceptor;
  private Closeable placeholder = () -> {};
  private boolean closed;

  private HttpServer(
      String name, InetSocketAddress address, Optional<SSLContext> tls, Handler handler) {
    this.name = name;
    this.address = address;
    this.handler = handler;
    this.tls = tls;
    this.workers =
        new ThreadPoolExecutor(
            0, THREADS, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), this::thread);
  }

  /**
   * Starts to listen; port 0 takes a free one.
   *
   * @throws UncheckedIOException if the port is taken
   */
  public static HttpServer listen(String name, InetSocketAddress address, Handler handler) {
    HttpServer server = reserve(name, address, Optional.empty(), handler);
    server.resume();
    return server;
  }

  public synchronized int port() {
    return address.getPort();
  }

  /**
   * Takes a port and refuses connections until {@link #resume}; with TLS where that is given.
   *
   * @throws UncheckedIOException if the port is taken
   */
  public static HttpServer reserve(
      String name, InetSocketAddress address, Optional<SSLContext> tls, Handler handler) {
    HttpServer server = new HttpServer(name, address, tls, handler);
    server.pause();
    return server;
  }

  /** Stops listening: new connections are refused, open ones are cut. The port stays taken. */
  public synchronized void pause() {
    leave();
    if (!closed) {
      ReservedPort reserved = hold(() -> ReservedPort.at(address));
      address = new InetSocketAddress(address.getAddress(), reserved.port());
    }
  }

  /** New connections get no answer at all, not even to their first packet; open ones are cut. */
  public synchronized void swallow() {
    leave();
    if (!closed) {
      hold(() -> BlackHole.at(address));
    }
  }

  private void leave() {
    ServerSocket old = listener;
    listener = null;
    if (old != null) {
      shut(old);
      await(acceptor);
    }
    open.forEach(HttpServer::shut);
    letGo();
  }

  private <C extends Closeable> C hold(Opening<C> opening) {
    try {
      C opened = opening.open();
      placeholder = opened;
      return opened;
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot keep " + address, e);
    }
  }

  private void letGo() {
    Closeable old = placeholder;
    placeholder = () -> {};
    shut(old);
  }

  @FunctionalInterface
  private interface Opening<C extends Closeable> {
    C open() throws IOException;
  }

  /** Listens again, on the port it had before. Does nothing when it listens already. */
  public synchronized void resume() {
    if (listener != null || closed) {
      return;
    }
    try {
      if (placeholder instanceof BlackHole) {
        letGo();
      }
      ServerSocket fresh = new ServerSocket();
      fresh.setReuseAddress(true);
      fresh.bind(address, WAITING);
      letGo();
      address = new InetSocketAddress(address.getAddress(), fresh.getLocalPort());
      listener = fresh;
      acceptor = thread(() -> accept(fresh));
      acceptor.start();
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot listen on " + address, e);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    leave();
    workers.shutdownNow();
  }

  /** The port is free only once no thread is inside accept any more. */
  private static void await(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Thread thread(Runnable work) {
    Thread thread = new Thread(work, "azure-host " + name);
    thread.setDaemon(true);
    return thread;
  }

  private void accept(ServerSocket source) {
    while (!source.isClosed()) {
      try {
        Socket socket = source.accept();
        open.add(socket);
        hand(socket);
      } catch (IOException e) {
        // The one way out of accept: pause or close shut the listener.
        shut(source);
      }
    }
  }

  private void hand(Socket socket) {
    try {
      workers.execute(() -> serve(socket));
    } catch (RejectedExecutionException e) {
      // More waiting connections than any agent has: a full host would drop them too.
      drop(socket);
    }
  }

  private void serve(Socket socket) {
    try (Socket talking = secured(socket)) {
      new HttpConnection(talking, handler).serve();
    } catch (IOException e) {
      // The client left; what it asked is in the record already.
      drop(socket);
    } finally {
      drop(socket);
    }
  }

  /** Both are closed together; the handshake comes with the first read, on a worker. */
  private Socket secured(Socket socket) throws IOException {
    if (tls.isEmpty()) {
      return socket;
    }
    SSLSocket secure =
        (SSLSocket) tls.get().getSocketFactory().createSocket(socket, null, socket.getPort(), true);
    secure.setUseClientMode(false);
    return secure;
  }

  private void drop(Socket socket) {
    open.remove(socket);
    shut(socket);
  }

  private static void shut(Closeable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException("a socket that cannot be closed", e);
    }
  }
}
