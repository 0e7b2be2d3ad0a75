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
import org.waagent.wire.http.Answer;
import org.waagent.wire.http.CallClass;
import org.waagent.wire.http.Http;
import org.waagent.wire.http.Request;
import org.waagent.wire.http.Route;

/** Whether the host plugin answers, and speaks our version. */
@Component(service = Check.class, property = "waagent.check=host-plugin")
public final class HostPluginCheck implements Check {
  private final EndpointDiscovery discovery;
  private final WireServer wireServer;
  private final Http http;
  private final Clock clock;

  @Activate
  public HostPluginCheck(
      @Reference EndpointDiscovery discovery,
      @Reference WireServer wireServer,
      @Reference HttpAccess access,
      @Reference Clock clock) {
    this(discovery, wireServer, access.http(), clock);
  }

  HostPluginCheck(EndpointDiscovery discovery, WireServer wireServer, Http http, Clock clock) {
    this.discovery = discovery;
    this.wireServer = wireServer;
    this.http = http;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "host-plugin";
  }

  @Override
  public Finding look() {
    Duration begin = clock.sinceStart();
    Endpoint endpoint;
    try {
      endpoint = discovery.current();
      Answer answer = http.send(request(endpoint), CallClass.CHECK);
      if (answer.isOk() && !answer.text().contains(HostPlugin.VERSION)) {
        return warning("The host plugin does not speak version " + HostPlugin.VERSION);
      }
    } catch (HostException e) {
      if (e.kind() != HostException.Kind.GONE) {
        return warning("The host plugin does not answer: " + e.getMessage());
      }
      return Finding.fine("The host plugin answered, but not for this container");
    }
    return Finding.fine(
        "The host plugin at "
            + endpoint.host()
            + ":"
            + endpoint.hostPluginPort()
            + " answered in "
            + clock.sinceStart().minus(begin).toMillis()
            + " ms");
  }

  /** Without a known container even a refusal shows that it is there. */
  private Request request(Endpoint endpoint) {
    Request request = Request.get(Route.HOST, HostPlugin.url(endpoint, "/versions"));
    return wireServer
        .knownIds()
        .map(ids -> request.with("x-ms-containerid", ids.containerId()))
        .orElse(request);
  }

  private static Finding warning(String cause) {
    return new Finding(
        Severity.WARNING,
        cause,
        "The agent works without it if storage can be reached from the machine. See that nothing"
            + " blocks TCP port 32526 to the wire server's address.");
  }
}
