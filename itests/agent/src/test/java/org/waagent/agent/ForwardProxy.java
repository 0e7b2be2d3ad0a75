// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy for plain HTTP that remembers what went through it. */
final class ForwardProxy implements AutoCloseable {
  private final HttpServer server;
  private final List<URI> asked = new CopyOnWriteArrayList<>();

  private ForwardProxy(HttpServer server) {
    this.server = server;
  }

  static ForwardProxy start() throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    ForwardProxy proxy = new ForwardProxy(HttpServer.create(address, 0));
    proxy.server.createContext("/", proxy::pass);
    proxy.server.start();
    return proxy;
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** The addresses that were asked for, in order. */
  List<URI> asked() {
    return List.copyOf(asked);
  }

  private void pass(HttpExchange exchange) throws IOException {
    URI uri = exchange.getRequestURI();
    asked.add(uri);
    HttpURLConnection onward = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> onward.setRequestProperty(name, values.get(0)));
    byte[] body = onward.getInputStream().readAllBytes();
    exchange.sendResponseHeaders(onward.getResponseCode(), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
