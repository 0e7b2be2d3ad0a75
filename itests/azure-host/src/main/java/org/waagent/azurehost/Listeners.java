// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.waagent.azurehost.http.HttpServer;

/** The servers of a host, one for each service. Each keeps its port, whether it listens or not. */
final class Listeners implements AutoCloseable {
  private final InetAddress bind;
  private final Optional<ServerIdentity> blobIdentity;
  private final Map<Service, HttpServer> servers = new EnumMap<>(Service.class);
  private final ScheduledExecutorService later =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "azure-host later");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Takes the ports, and listens on them unless the host is to come late.
   *
   * @throws java.io.UncheckedIOException if a port is taken
   */
  Listeners(HostOptions options, LateHandlers handlers) {
    bind = options.bind();
    blobIdentity =
        options.has(HostOptions.Trait.HTTPS)
            ? Optional.of(ServerIdentity.of(reachable()))
            : Optional.empty();
    for (Service service : Service.values()) {
      InetSocketAddress at = new InetSocketAddress(bind, options.port(service));
      servers.put(
          service, HttpServer.reserve(service.id(), at, tls(service), handlers.of(service)));
    }
    if (!options.has(HostOptions.Trait.LATE)) {
      start();
    }
  }

  private Optional<SSLContext> tls(Service service) {
    return service == Service.BLOB ? blobIdentity.map(ServerIdentity::context) : Optional.empty();
  }

  /** Who the blob store is to its TLS clients; empty without TLS. */
  Optional<ServerIdentity> blobIdentity() {
    return blobIdentity;
  }

  /** Where clients find the services. */
  Addresses addresses() {
    String host = reachable().getHostAddress();
    return new Addresses(
        host + ":" + servers.get(Service.WIRE).port(),
        host + ":" + servers.get(Service.HOST_PLUGIN).port(),
        host + ":" + servers.get(Service.BLOB).port(),
        host + ":" + servers.get(Service.IMDS).port(),
        blobIdentity.isPresent() ? "https" : "http");
  }

  private InetAddress reachable() {
    return bind.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bind;
  }

  /** Listens, on the same port as before. */
  void start(Service service) {
    servers.get(service).resume();
  }

  /** Listens on all ports. */
  void start() {
    servers.values().forEach(HttpServer::resume);
  }

  /** Refuses connections, as a server that is not there. */
  void stop(Service service) {
    servers.get(service).pause();
  }

  /** Gives connections no answer, not even to their first packet; open ones are cut. */
  void swallow(Service service) {
    servers.get(service).swallow();
  }

  /** Has something done in a while. */
  void later(Duration delay, Runnable work) {
    later.schedule(work, delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Cuts all connections and frees the ports. */
  @Override
  public void close() {
    later.shutdownNow();
    servers.values().forEach(HttpServer::close);
  }
}
