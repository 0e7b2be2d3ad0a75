// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A small HTTP/1.1 server over plain sockets, because faults need the socket itself. It can stop
 * listening for a while and come back on the same port.
 */
public final class HttpServer implements AutoCloseable {
  private static final int THREADS = 32;
  private static final int WAITING = 256;

  private final String name;
  private final Handler handler;
  private final ExecutorService workers;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private InetSocketAddress address;
  private ServerSocket listener;
  private Thread acceptor;
  private boolean closed;

  private HttpServer(String name, InetSocketAddress address, Handler handler) {
    this.name = name;
    this.address = address;
    this.handler = handler;
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            5,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING),
            this::thread);
    pool.allowCoreThreadTimeOut(true);
    this.workers = pool;
  }

  /**
   * Starts to listen; port 0 takes a free one.
   *
   * @throws UncheckedIOException if the port is taken
   */
  public static HttpServer listen(String name, InetSocketAddress address, Handler handler) {
    HttpServer server = new HttpServer(name, address, handler);
    server.resume();
    return server;
  }

  public synchronized int port() {
    return address.getPort();
  }

  /** Stops listening: new connections are refused, open ones are cut. */
  public synchronized void pause() {
    ServerSocket old = listener;
    listener = null;
    if (old != null) {
      shut(old);
      await(acceptor);
    }
    open.forEach(HttpServer::shut);
  }

  /** Listens again, on the port it had before. Does nothing when it listens already. */
  public synchronized void resume() {
    if (listener != null || closed) {
      return;
    }
    try {
      ServerSocket fresh = new ServerSocket();
      fresh.setReuseAddress(true);
      fresh.bind(address, WAITING);
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
    pause();
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
    try {
      new HttpConnection(socket, handler).serve();
    } catch (IOException e) {
      // The client left; what it asked is in the record already.
      drop(socket);
    } finally {
      drop(socket);
    }
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
