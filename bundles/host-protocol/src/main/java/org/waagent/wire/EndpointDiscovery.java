// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.waagent.host.Endpoint;
import org.waagent.host.EndpointSource;
import org.waagent.host.HostException;
import org.waagent.host.HostException.Kind;
import org.waagent.wire.goalstate.Versions;
import org.waagent.wire.http.Answer;
import org.waagent.wire.http.CallClass;
import org.waagent.wire.http.Http;
import org.waagent.wire.http.Request;
import org.waagent.wire.http.Route;
import org.waagent.wire.xml.XmlException;

/** Asks the sources in their order until one names an endpoint that answers and speaks ours. */
@Component(service = EndpointDiscovery.class, configurationPid = ProtocolConfig.PID)
public final class EndpointDiscovery {
  private final Supplier<List<EndpointSource>> sources;
  private final RememberedEndpoint remembered;
  private final Http http;
  private final Logger logger;
  private final ReentrantLock searching = new ReentrantLock();
  private volatile Endpoint found;
  private volatile Endpoint latest;
  private volatile Failure failure = new Failure(0, "");
  private boolean kept;
  private String told = "";

  /** How the last search that found nothing ended; the number tells one from another. */
  private record Failure(int number, String message) {}

  /**
   * The references to the own sources make sure that they are there when the others are looked up.
   */
  @Activate
  public EndpointDiscovery(
      ProtocolConfig config,
      BundleContext context,
      @Reference(target = "(waagent.endpoint=configuration)") EndpointSource configured,
      @Reference(target = "(waagent.endpoint=known)") EndpointSource known,
      @Reference RememberedEndpoint remembered,
      @Reference HttpAccess access,
      @Reference(service = LoggerFactory.class) Logger logger) {
    this(
        new RegisteredSources(context, config.endpointDiscovery(), config.endpoint()),
        remembered,
        access.http(),
        logger);
  }

  EndpointDiscovery(
      Supplier<List<EndpointSource>> sources,
      RememberedEndpoint remembered,
      Http http,
      Logger logger) {
    this.sources = sources;
    this.remembered = remembered;
    this.http = http;
    this.logger = logger;
  }

  /** The endpoint; looked for if it is not known or does not answer any more. */
  Endpoint endpoint() throws HostException {
    Endpoint known = found;
    return known == null ? searched() : known;
  }

  /**
   * The endpoint that answered last, even if it does not now: for calls that must not wait for a
   * search, as only the wire server may be silent and not the host plugin beside it.
   */
  Endpoint latest() throws HostException {
    Endpoint known = latest;
    return known == null ? endpoint() : known;
  }

  /** One thread searches. Who waits for it meanwhile shares what came of it, good or bad. */
  private Endpoint searched() throws HostException {
    int before = failure.number();
    lock();
    try {
      if (found == null) {
        if (failure.number() != before) {
          throw new HostException(Kind.UNREACHABLE, failure.message());
        }
        found = foundAnew();
        latest = found;
      }
      return found;
    } finally {
      searching.unlock();
    }
  }

  private Endpoint foundAnew() throws HostException {
    try {
      return find();
    } catch (HostException e) {
      failure = new Failure(failure.number() + 1, e.getMessage());
      throw e;
    }
  }

  private void lock() throws HostException {
    try {
      searching.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HostException(Kind.LOCAL, "interrupted", e);
    }
  }

  /** The endpoint that answered last, without looking for one. */
  Optional<Endpoint> inUse() {
    return Optional.ofNullable(latest);
  }

  /** The endpoint as far as it is known without asking it; a check asks it by itself. */
  Endpoint current() throws HostException {
    Endpoint known = found;
    if (known != null) {
      return known;
    }
    HostException last = null;
    for (EndpointSource source : sources.get()) {
      try {
        Endpoint endpoint = source.find().orElse(null);
        if (endpoint != null) {
          return endpoint;
        }
      } catch (HostException e) {
        last = e;
      }
    }
    throw last == null ? new HostException(Kind.UNREACHABLE, "no source names an endpoint") : last;
  }

  /** A goal state came from the endpoint: other programs may know it now. */
  synchronized void confirm() {
    Endpoint answering = found;
    if (kept || answering == null) {
      return;
    }
    kept = true;
    try {
      remembered.keep(answering);
    } catch (IOException e) {
      logger.warn("Could not keep the address of the wire server: {}", e.getMessage());
    }
  }

  /** An endpoint does not answer any more: the sources are asked again. */
  synchronized void forget(Endpoint silent) {
    if (silent.equals(found)) {
      found = null;
      kept = false;
    }
  }

  private Endpoint find() throws HostException {
    List<String> reasons = new ArrayList<>();
    Set<String> tried = new HashSet<>();
    for (EndpointSource source : sources.get()) {
      try {
        Endpoint endpoint = source.find().orElse(null);
        if (endpoint != null && tried.add(endpoint.host() + ":" + endpoint.port())) {
          negotiate(source, endpoint);
          tell(endpoint);
          return endpoint;
        }
      } catch (HostException e) {
        reasons.add(e.getMessage());
        if (Thread.currentThread().isInterrupted()) {
          throw e;
        }
      }
    }
    throw new HostException(Kind.UNREACHABLE, "no wire server found: " + reasons);
  }

  private void tell(Endpoint endpoint) {
    String text = endpoint.host() + ":" + endpoint.port() + " (" + endpoint.origin() + ")";
    if (!text.equals(told)) {
      told = text;
      logger.info("Wire server endpoint: {}", text);
    }
  }

  private void negotiate(EndpointSource source, Endpoint endpoint) throws HostException {
    try {
      Request request = Request.get(Route.HOST, versionsUrl(endpoint));
      Answer answer = http.send(request, CallClass.VERSIONS).orRefused();
      if (!Versions.offerOurs(answer.text())) {
        throw new HostException(
            Kind.UNSUPPORTED, endpoint.host() + " does not speak version " + Versions.SPOKEN);
      }
    } catch (XmlException e) {
      source.failed(endpoint);
      throw new HostException(Kind.MALFORMED, e.getMessage(), e);
    } catch (HostException e) {
      source.failed(endpoint);
      throw e;
    }
  }

  static String base(Endpoint endpoint) {
    return endpoint.port() == Endpoint.WIRE_SERVER_PORT
        ? "http://" + endpoint.host()
        : "http://" + endpoint.host() + ":" + endpoint.port();
  }

  static String versionsUrl(Endpoint endpoint) {
    return base(endpoint) + "/?comp=versions";
  }
}
