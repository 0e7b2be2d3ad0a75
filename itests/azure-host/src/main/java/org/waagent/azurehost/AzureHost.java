// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.waagent.azurehost.http.HttpServer;

/**
 * A fake Azure host: wire server, host plugin, blob store and instance metadata on loopback ports.
 *
 * <p>It serves an empty goal state of incarnation 1 until another one is published, checks every
 * request as strictly as Azure does, and records all of them. All methods may be called from any
 * thread.
 */
public final class AzureHost implements AutoCloseable {
  private final Recorder recorder = new Recorder();
  private final FaultBoard faults = new FaultBoard();
  private final Map<Service, HttpServer> servers = new EnumMap<>(Service.class);
  private final Fabric fabric;
  private final ScheduledExecutorService later =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "azure-host later");
            thread.setDaemon(true);
            return thread;
          });

  private AzureHost(HostOptions options, GoalState first) {
    LateHandlers handlers = new LateHandlers();
    for (Service service : Service.values()) {
      servers.put(service, listen(service, options, handlers.of(service)));
    }
    Catalog catalog = new Catalog();
    Published published = Fabric.first(first);
    World world =
        new World(
            options.machine(),
            addresses(options.bind()),
            Sas.fresh(),
            published,
            published,
            options.vmSettings(),
            Lazy.inBackground(TenantCertificate::create));
    fabric = new Fabric(catalog, world);
    BlobStore blobs = new BlobStore(fabric, catalog);
    handlers.open(Service.WIRE, front(new WireServer(fabric), Route.WIRE_UNKNOWN));
    handlers.open(Service.HOST_PLUGIN, front(new HostPlugin(fabric, blobs), Route.PLUGIN_UNKNOWN));
    handlers.open(Service.BLOB, front(blobs, Route.BLOB_UNKNOWN));
    handlers.open(Service.IMDS, front(new Imds(fabric), Route.IMDS_UNKNOWN));
  }

  /** Starts on free loopback ports with an empty goal state. */
  public static AzureHost start() {
    return start(HostOptions.defaults(), GoalState.of());
  }

  /** Starts on free loopback ports; the goal state is incarnation 1, or etag 2 if fast track. */
  public static AzureHost start(GoalState first) {
    return start(HostOptions.defaults(), first);
  }

  /**
   * Starts as told.
   *
   * @throws java.io.UncheckedIOException if a port is taken
   */
  public static AzureHost start(HostOptions options, GoalState first) {
    if (!first.fastTrack()) {
      return new AzureHost(options, first);
    }
    AzureHost host = new AzureHost(options, GoalState.of());
    host.publish(first);
    return host;
  }

  /**
   * Publishes a goal state: the next incarnation or, through fast track, the next etag.
   *
   * @return the id agents give it, {@code incarnation_N} or {@code etag_N}
   */
  public String publish(GoalState goal) {
    Published published = fabric.publish(goal);
    recorder.published();
    return published.id();
  }

  /** Moves the machine to a new container (live migration): new ids, the same incarnation. */
  public Machine migrate() {
    return fabric.move();
  }

  public Machine machine() {
    return fabric.world().machine();
  }

  /** The certificate for goal states that name none of their own. */
  public TenantCertificate tenantCertificate() {
    return fabric.world().ownCertificate().get();
  }

  public Addresses addresses() {
    return fabric.world().at();
  }

  /** The signed URL of the status blob, as goal states carry it. */
  public String statusBlobUrl() {
    return fabric.world().statusBlobUrl();
  }

  /** Lines of {@code waagent.conf} that point an agent to this host. */
  public List<String> confLines() {
    Addresses at = addresses();
    return List.of(
        "Protocol.EndpointDiscovery=static",
        "Protocol.Endpoint=" + at.wire(),
        "Protocol.HostPluginPort=" + Addresses.port(at.hostPlugin()),
        "Protocol.ImdsEndpoint=" + at.imds());
  }

  /** Misbehaves at one route. */
  public void fault(Route route, Fault fault) {
    faults.add(EnumSet.of(route), fault);
  }

  /** Misbehaves at all routes of a service. */
  public void fault(Service service, Fault fault) {
    Set<Route> routes = EnumSet.allOf(Route.class);
    routes.removeIf(r -> r.service() != service);
    faults.add(routes, fault);
  }

  public void clearFaults() {
    faults.clear();
  }

  /** Refuses connections, as a server that is not there, until {@link #startListening}. */
  public void stopListening(Service service) {
    servers.get(service).pause();
  }

  /** Refuses connections for that time. */
  public void stopListening(Service service, Duration time) {
    stopListening(service);
    later.schedule(() -> startListening(service), time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Listens again, on the same port. */
  public void startListening(Service service) {
    servers.get(service).resume();
  }

  /** All requests so far, in order. */
  public List<Request> requests() {
    return recorder.requests();
  }

  public List<Request> requests(Route route) {
    return requests().stream().filter(r -> r.route() == route).toList();
  }

  /**
   * The first request, past or future, that matches.
   *
   * @throws NotInTime when none came
   */
  public Request awaitRequest(Predicate<Request> wanted, Duration time) {
    return recorder.await("A request", time, r -> r.requests().stream().filter(wanted).findFirst());
  }

  /**
   * Waits until a route was asked that many times since the start.
   *
   * @throws NotInTime when it was not
   */
  public List<Request> awaitRequests(Route route, int count, Duration time) {
    return recorder.await(
        "Request " + count + " of " + route.id(),
        time,
        r -> Optional.of(requests(route)).filter(all -> all.size() >= count));
  }

  /** Requests from a position on, at least one; the way to follow the record. */
  public List<Request> awaitMore(int from, Duration time) {
    return recorder.await(
        "Another request",
        time,
        r -> Optional.of(r.requests()).filter(a -> a.size() > from).map(a -> rest(a, from)));
  }

  private static List<Request> rest(List<Request> all, int from) {
    return all.subList(from, all.size());
  }

  /** All status documents that were accepted, in order. */
  public List<StatusDocument> statuses() {
    return recorder.statuses();
  }

  public Optional<StatusDocument> lastStatus() {
    List<StatusDocument> all = statuses();
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }

  /**
   * The first status since the last {@link #publish} that matches.
   *
   * @throws NotInTime when none came; the message tells the last status and the last requests
   */
  public StatusDocument awaitStatus(Predicate<StatusDocument> wanted, Duration time) {
    return recorder.await(
        "The awaited status",
        time,
        r -> r.statusesSincePublish().stream().filter(wanted).findFirst());
  }

  /** All health reports that were accepted, in order. */
  public List<HealthReport> healthReports() {
    return recorder.reports();
  }

  /**
   * The first health report, past or future, that matches.
   *
   * @throws NotInTime when none came
   */
  public HealthReport awaitHealth(Predicate<HealthReport> wanted, Duration time) {
    return recorder.await(
        "The awaited health report", time, r -> r.reports().stream().filter(wanted).findFirst());
  }

  /** What clients did wrong so far. */
  public List<Violation> violations() {
    return recorder.violations();
  }

  /** Cuts all connections and frees the ports. */
  @Override
  public void close() {
    later.shutdownNow();
    servers.values().forEach(HttpServer::close);
  }

  private Front front(Site site, Route unknown) {
    return new Front(site, unknown, faults, recorder);
  }

  private static HttpServer listen(
      Service service, HostOptions options, LateHandlers.Gate handler) {
    int port =
        switch (service) {
          case WIRE -> options.wirePort();
          case HOST_PLUGIN -> options.hostPluginPort();
          case BLOB -> options.blobPort();
          case IMDS -> options.imdsPort();
        };
    return HttpServer.listen(service.id(), new InetSocketAddress(options.bind(), port), handler);
  }

  private Addresses addresses(InetAddress bind) {
    String host = bind.isAnyLocalAddress() ? "127.0.0.1" : bind.getHostAddress();
    return new Addresses(
        host + ":" + servers.get(Service.WIRE).port(),
        host + ":" + servers.get(Service.HOST_PLUGIN).port(),
        host + ":" + servers.get(Service.BLOB).port(),
        host + ":" + servers.get(Service.IMDS).port());
  }
}
