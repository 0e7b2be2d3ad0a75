// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.waagent.host.Endpoint;
import org.waagent.host.HostException;
import org.waagent.os.Clock;
import org.waagent.plugin.Check;
import org.waagent.wire.http.CallClass;
import org.waagent.wire.http.Http;
import org.waagent.wire.http.Request;
import org.waagent.wire.http.Route;

/** Whether the wire server answers, and how fast. */
@Component(service = Check.class, property = "waagent.check=wire-server")
public final class WireServerCheck implements Check {
  private static final Duration SLOW = Duration.ofSeconds(1);

  private final EndpointDiscovery discovery;
  private final Http http;
  private final Clock clock;

  @Activate
  public WireServerCheck(
      @Reference EndpointDiscovery discovery,
      @Reference HttpAccess access,
      @Reference Clock clock) {
    this(discovery, access.http(), clock);
  }

  WireServerCheck(EndpointDiscovery discovery, Http http, Clock clock) {
    this.discovery = discovery;
    this.http = http;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "wire-server";
  }

  @Override
  public Finding look() {
    Endpoint endpoint;
    try {
      endpoint = discovery.current();
    } catch (HostException e) {
      return new Finding(
          Severity.ERROR,
          "No address of a wire server is known: " + e.getMessage(),
          "Look at Protocol.Endpoint and Protocol.EndpointDiscovery in waagent.conf.");
    }
    Request request = Request.get(Route.HOST, EndpointDiscovery.versionsUrl(endpoint));
    Duration begin = clock.sinceStart();
    try {
      http.send(request, CallClass.CHECK).orRefused();
    } catch (HostException e) {
      return new Finding(
          Severity.ERROR,
          "The wire server at " + place(endpoint) + " does not answer: " + e.getMessage(),
          "See that nothing blocks TCP port "
              + endpoint.port()
              + " to it: a firewall rule, a missing route, or a VPN that takes all routes.");
    }
    return found(endpoint, clock.sinceStart().minus(begin));
  }

  private static Finding found(Endpoint endpoint, Duration took) {
    String cause =
        "The wire server at " + place(endpoint) + " answered in " + took.toMillis() + " ms";
    return took.compareTo(SLOW) < 0
        ? Finding.fine(cause)
        : new Finding(
            Severity.WARNING,
            cause,
            "That is slow: look at the load of the machine and its network.");
  }

  private static String place(Endpoint endpoint) {
    return endpoint.host() + ":" + endpoint.port() + " (from " + endpoint.origin() + ")";
  }
}
