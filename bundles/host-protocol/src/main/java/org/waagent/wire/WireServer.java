// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.waagent.goalstate.Incarnation;
import org.waagent.host.Endpoint;
import org.waagent.host.HostException;
import org.waagent.host.HostException.Kind;
import org.waagent.wire.goalstate.FabricGoalState;
import org.waagent.wire.goalstate.Versions;
import org.waagent.wire.http.Answer;
import org.waagent.wire.http.CallClass;
import org.waagent.wire.http.Http;
import org.waagent.wire.http.Request;
import org.waagent.wire.http.Route;
import org.waagent.wire.xml.XmlException;

/** Talks to the wire server and knows the ids of its newest goal state. */
@Component(service = WireServer.class)
public final class WireServer {
  private static final Map<String, String> HEADERS =
      Map.of("x-ms-agent-name", HttpAccess.AGENT, "x-ms-version", Versions.SPOKEN);
  private static final int ROLE_INSTANCE_ATTEMPTS = 6;
  private static final Duration ROLE_INSTANCE_PAUSE = Duration.ofMillis(500);

  private final EndpointDiscovery discovery;
  private final Http http;
  private volatile Optional<Ids> ids = Optional.empty();
  private volatile boolean fastTrack;

  @Activate
  public WireServer(@Reference EndpointDiscovery discovery, @Reference HttpAccess access) {
    this(discovery, access.http());
  }

  WireServer(EndpointDiscovery discovery, Http http) {
    this.discovery = discovery;
    this.http = http;
  }

  /**
   * What the host knows this machine by; may change without a new incarnation.
   *
   * @param incarnation of the newest goal state
   * @param containerId where the machine runs
   * @param roleInstanceId the fabric's name of it
   * @param roleConfigName name of its configuration
   */
  record Ids(
      Incarnation incarnation, String containerId, String roleInstanceId, String roleConfigName) {
    /** The deployment id: the configuration's name up to its first dot. */
    String deploymentId() {
      int dot = roleConfigName.indexOf('.');
      return dot < 0 ? roleConfigName : roleConfigName.substring(0, dot);
    }
  }

  /** Where the wire server answered last; asks it nothing if it is known. */
  Endpoint endpoint() throws HostException {
    return discovery.latest();
  }

  /** The ids; from a goal state fetched now if none was yet. */
  Ids ids() throws HostException {
    Optional<Ids> known = ids;
    if (known.isPresent()) {
      return known.get();
    }
    goalState();
    return ids.orElseThrow();
  }

  /** The ids as far as they are known, without asking. */
  Optional<Ids> knownIds() {
    return ids;
  }

  /** Whether the extensions in force came by fast track. */
  boolean fastTrack() {
    return fastTrack;
  }

  void fastTrack(boolean inForce) {
    fastTrack = inForce;
  }

  /** Fetches the goal state, and with it the ids. */
  FabricGoalState goalState() throws HostException {
    Endpoint endpoint = discovery.endpoint();
    try {
      FabricGoalState goalState = withRoleInstance(endpoint);
      ids =
          Optional.of(
              new Ids(
                  goalState.incarnation(),
                  goalState.containerId(),
                  goalState.roleInstanceId(),
                  goalState.roleConfigName()));
      discovery.confirm();
      return goalState;
    } catch (XmlException e) {
      throw new HostException(Kind.MALFORMED, e.getMessage(), e);
    } catch (HostException e) {
      if (e.kind() == Kind.UNREACHABLE) {
        discovery.forget(endpoint);
      }
      throw e;
    }
  }

  private FabricGoalState withRoleInstance(Endpoint endpoint) throws HostException, XmlException {
    String url = EndpointDiscovery.base(endpoint) + "/machine/?comp=goalstate";
    for (int attempt = 1; attempt <= ROLE_INSTANCE_ATTEMPTS; attempt++) {
      Optional<FabricGoalState> goalState = FabricGoalState.read(text(url));
      if (goalState.isPresent()) {
        return goalState.get();
      }
      http.pause(ROLE_INSTANCE_PAUSE);
    }
    throw new HostException(
        Kind.MALFORMED,
        "the goal state has no RoleInstance after " + ROLE_INSTANCE_ATTEMPTS + " attempts");
  }

  /** Asks; if the host knows this container no more, asks once again with ids fetched anew. */
  <T> T withFreshIds(Asking<T> asking) throws HostException {
    try {
      return asking.ask();
    } catch (HostException e) {
      if (e.kind() != Kind.GONE) {
        throw e;
      }
      goalState();
      return asking.ask();
    }
  }

  /** Makes its request from the ids known when it is called. */
  @FunctionalInterface
  interface Asking<T> {
    T ask() throws HostException;
  }

  /** Fetches a part of the goal state. */
  String text(String url) throws HostException {
    Request request = Request.get(Route.HOST, url).with(HEADERS);
    return http.send(request, CallClass.GOAL_STATE).orRefused().text();
  }

  /**
   * Fetches a part that is encrypted to the transport certificate.
   *
   * @param certificate base64 of its DER form
   * @param cipher {@code AES128_CBC} or {@code DES_EDE3_CBC}
   */
  String encrypted(String url, String certificate, String cipher, CallClass kind)
      throws HostException {
    Request request =
        Request.get(Route.HOST, url)
            .with(HEADERS)
            .with("x-ms-guest-agent-public-x509-cert", certificate)
            .with("x-ms-cipher-name", cipher);
    return http.send(request, kind).orRefused().text();
  }

  /** Posts a document. */
  Answer post(String component, byte[] xml, CallClass kind) throws HostException {
    Request request =
        Request.post(
                Route.HOST, EndpointDiscovery.base(endpoint()) + "/machine?comp=" + component, xml)
            .with(HEADERS)
            .with("Content-Type", "text/xml;charset=utf-8");
    return http.send(request, kind);
  }

  Answer post(String component, String xml, CallClass kind) throws HostException {
    return post(component, xml.getBytes(StandardCharsets.UTF_8), kind);
  }
}
