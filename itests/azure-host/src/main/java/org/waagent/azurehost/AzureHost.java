// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A fake Azure host: wire server, host plugin, blob store and instance metadata on loopback ports.
 *
 * <p>It serves an empty goal state of incarnation 1 until another one is published, checks every
 * request as strictly as Azure does, and records all of them. All methods may be called from any
 * thread.
 */
public final class AzureHost implements AutoCloseable {
  private final Recorder recorder;
  private final FaultBoard faults = new FaultBoard();
  private final Listeners listeners;
  private final Fabric fabric;

  private AzureHost(HostOptions options, GoalState first) {
    recorder = new Recorder(options.has(HostOptions.Trait.WHOLE_BODIES));
    LateHandlers handlers = new LateHandlers();
    listeners = new Listeners(options, handlers);
    Catalog catalog = new Catalog();
    Published published = Fabric.first(first);
    World world =
        new World(
            options.machine(),
            listeners.addresses(),
            Sas.fresh(),
            published,
            published,
            options.has(HostOptions.Trait.VM_SETTINGS),
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

  /**
   * Takes free loopback ports and refuses connections on them until {@link #startListening()}: an
   * agent can be configured and started before its host is there.
   */
  public static AzureHost reserve() {
    return start(HostOptions.defaults().late(), GoalState.of());
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
    return migrate(StaleContainer.GONE);
  }

  /** The same, with what the host plugin answers to the old ids from now on. */
  public Machine migrate(StaleContainer answer) {
    return fabric.move(answer);
  }

  /** The instance metadata of now, as JSON text: a start for {@link Document#INSTANCE_METADATA}. */
  public String instanceMetadata() {
    return Imds.instance(machine()).toString();
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

  /**
   * Who the blob store is to its TLS clients.
   *
   * @throws java.util.NoSuchElementException if it was started without TLS
   */
  public ServerIdentity blobIdentity() {
    return listeners.blobIdentity().orElseThrow();
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
        "Protocol.ImdsEndpoint=" + at.imds(),
        // An agent under test must not provision the machine that the test runs on.
        "Provisioning.Agent=disabled");
  }

  /** Misbehaves at one route, until the fault's own bounds or the end of what is returned. */
  public ActiveFault fault(Route route, Fault fault) {
    return fault(EnumSet.of(route), fault);
  }

  /** Misbehaves at all routes of a service. */
  public ActiveFault fault(Service service, Fault fault) {
    return fault(service.routes(), fault);
  }

  /** Misbehaves at several routes; bounds count for all of them together. */
  public ActiveFault fault(Set<Route> routes, Fault fault) {
    return faults.add(routes, fault);
  }

  /** Ends all faults but those of listening. */
  public void clearFaults() {
    faults.clear();
  }

  /** Refuses connections until the end. */
  public ActiveFault notListening(Service service) {
    stopListening(service);
    return () -> startListening(service);
  }

  /**
   * Swallows connections until the end: whoever connects waits until it gives up, as when packets
   * are dropped on the way. Open connections are cut.
   */
  public ActiveFault blackhole(Service service) {
    listeners.swallow(service);
    return () -> startListening(service);
  }

  /** Swallows connections for that time. */
  public void blackhole(Service service, Duration time) {
    ActiveFault hole = blackhole(service);
    listeners.later(time, hole::end);
  }

  /** Refuses connections, as a server that is not there, until {@link #startListening}. */
  public void stopListening(Service service) {
    listeners.stop(service);
  }

  /** Refuses connections for that time. */
  public void stopListening(Service service, Duration time) {
    stopListening(service);
    listeners.later(time, () -> startListening(service));
  }

  /** Listens again, on the same port. */
  public void startListening(Service service) {
    listeners.start(service);
  }

  /** Listens on all ports: the moment at which a reserved host comes. */
  public void startListening() {
    listeners.start();
  }

  /** Listens on all ports in a while. */
  public void startListening(Duration delay) {
    listeners.later(delay, this::startListening);
  }

  /** The newest 50,000 requests, in order. */
  public List<Request> requests() {
    return recorder.read(r -> r.requests().list());
  }

  public List<Request> requests(Route route) {
    return recorder.read(r -> r.requests().stream().filter(q -> q.route() == route).toList());
  }

  /** What is kept of the requests from a position on, counted from 0. */
  public List<Request> requestsFrom(long position) {
    return recorder.read(r -> r.requests().from(position).toList());
  }

  /** How many requests there ever were. */
  public long count() {
    return recorder.read(r -> r.requests().total());
  }

  /** How often a route was ever asked. */
  public long count(Route route) {
    return recorder.count(route);
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
        r -> r.count(route) >= count ? Optional.of(requests(route)) : Optional.empty());
  }

  /** Requests from a position on, at least one; the way to follow the record. */
  public List<Request> awaitMore(long from, Duration time) {
    return recorder.await(
        "Another request",
        time,
        r -> Optional.of(r.requests().from(from).toList()).filter(more -> !more.isEmpty()));
  }

  /** The newest 500 status documents that were accepted, in order. */
  public List<StatusDocument> statuses() {
    return recorder.read(r -> r.statuses().list());
  }

  /** What is kept of the status documents from a position on, counted from 0. */
  public List<StatusDocument> statusesFrom(long position) {
    return recorder.read(r -> r.statuses().from(position).toList());
  }

  /** How many status documents were ever accepted. */
  public long statusCount() {
    return recorder.read(r -> r.statuses().total());
  }

  public Optional<StatusDocument> lastStatus() {
    return recorder.read(r -> r.statuses().from(r.statuses().total() - 1).findFirst());
  }

  /**
   * The first status since the last {@link #publish} that matches.
   *
   * @throws NotInTime when none came; the message tells the last status and the last requests
   */
  public StatusDocument awaitStatus(Predicate<StatusDocument> wanted, Duration time) {
    return recorder.await(
        "The awaited status", time, r -> r.statusesSincePublish().filter(wanted).findFirst());
  }

  /** The newest 10,000 health reports that were accepted, in order. */
  public List<HealthReport> healthReports() {
    return recorder.read(r -> r.reports().list());
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

  /** The newest 10,000 observations that the health service accepted, in order. */
  public List<Observation> observations() {
    return recorder.read(r -> r.observations().list());
  }

  /**
   * The first observation, past or future, that matches.
   *
   * @throws NotInTime when none came
   */
  public Observation awaitObservation(Predicate<Observation> wanted, Duration time) {
    return recorder.await(
        "The awaited observation", time, r -> r.observations().stream().filter(wanted).findFirst());
  }

  /** What clients did wrong, the newest 10,000. */
  public List<Violation> violations() {
    return recorder.read(r -> r.violations().list());
  }

  /** What is kept of the violations from a position on, counted from 0. */
  public List<Violation> violationsFrom(long position) {
    return recorder.read(r -> r.violations().from(position).toList());
  }

  /** Cuts all connections and frees the ports. */
  @Override
  public void close() {
    faults.clear();
    listeners.close();
  }

  private Front front(Site site, Route unknown) {
    return new Front(site, unknown, faults, recorder);
  }
}
