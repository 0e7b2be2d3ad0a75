// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.waagent.host.Endpoint;
import org.waagent.host.HostException;
import org.waagent.host.HostException.Kind;
import org.waagent.wire.health.Signals;
import org.waagent.wire.http.Answer;
import org.waagent.wire.http.Body;
import org.waagent.wire.http.CallClass;
import org.waagent.wire.http.Http;
import org.waagent.wire.http.Request;
import org.waagent.wire.http.Route;

/** Talks to the host plugin. */
@Component(service = HostPlugin.class)
public final class HostPlugin {
  /** The interface version spoken here. */
  static final String VERSION = "2015-09-01";

  private final WireServer wireServer;
  private final Http http;
  private final String agentVersion;
  private final Signals signals;
  private final AtomicBoolean asking = new AtomicBoolean();
  private volatile boolean available;

  @Activate
  public HostPlugin(
      @Reference WireServer wireServer, @Reference HttpAccess access, @Reference Signals signals) {
    this(wireServer, access.http(), access.version(), signals);
  }

  HostPlugin(WireServer wireServer, Http http, String agentVersion, Signals signals) {
    this.wireServer = wireServer;
    this.http = http;
    this.agentVersion = agentVersion;
    this.signals = signals;
  }

  static String url(Endpoint endpoint, String path) {
    return "http://" + endpoint.host() + ":" + endpoint.hostPluginPort() + path;
  }

  /** Asks for the fast track goal state; the answer is returned whatever its status. */
  Answer vmSettings(Optional<String> etag) throws HostException {
    Request request =
        Request.get(Route.HOST, url("/vmSettings"))
            .with(headers())
            .with("x-ms-client-correlationid", UUID.randomUUID().toString());
    if (etag.isPresent()) {
      request = request.with("if-none-match", etag.get());
    }
    return http.send(request, CallClass.VM_SETTINGS);
  }

  /**
   * A request for a blob through the host plugin.
   *
   * @param location the blob's address
   * @param manifest address of the manifest a package was found in; empty for other blobs
   * @param verify whether the host is asked to check the blob against the goal state
   */
  Request artifact(String location, Optional<String> manifest, boolean verify)
      throws HostException {
    needAvailable();
    Map<String, String> headers = new LinkedHashMap<>(headers());
    headers.put("x-ms-artifact-location", location);
    manifest.ifPresent(m -> headers.put("x-ms-artifact-manifest-location", m));
    if (verify) {
      headers.put("x-ms-verify-from-artifacts-blob", "true");
    }
    return Request.get(Route.HOST, url("/extensionArtifact")).with(headers);
  }

  /** Has the host put a blob. */
  void status(byte[] json) throws HostException {
    needAvailable();
    wireServer.withFreshIds(() -> sendStatus(json));
  }

  private Answer sendStatus(byte[] json) throws HostException {
    Request request =
        Request.put(Route.HOST, url("/status"), new Body.Bytes(json))
            .with(headers())
            .with("Content-type", "application/json");
    return signals.status(() -> http.send(request, CallClass.PLUGIN_STATUS).orRefused());
  }

  /** What is known of how the host does. */
  Signals signals() {
    return signals;
  }

  /** Looks for the versions, if they were not seen yet. */
  void lookForVersions() {
    try {
      needAvailable();
    } catch (HostException e) {
      signals.events().failed("InitializeHostPlugin", e.getMessage());
    }
  }

  /** Whether it says that it is well. */
  boolean isWell(Endpoint endpoint) {
    try {
      Request request = Request.get(Route.HOST, url(endpoint, "/health"));
      return http.send(request, CallClass.PLUGIN_HEALTH).isOk();
    } catch (HostException e) {
      return false;
    }
  }

  /** Sends collected logs. */
  void logs(Body.Once zip) throws HostException {
    needAvailable();
    WireServer.Ids ids = wireServer.ids();
    Request request =
        Request.put(Route.HOST, url("/vmAgentLog"), zip)
            .with("x-ms-version", VERSION)
            .with("x-ms-containerid", ids.containerId())
            .with("x-ms-vmagentlog-deploymentid", ids.deploymentId())
            .with("x-ms-client-correlationid", UUID.randomUUID().toString())
            .with("x-ms-client-name", HttpAccess.AGENT)
            .with("x-ms-client-version", agentVersion);
    try {
      http.send(request, CallClass.LOGS).orRefused();
    } catch (HostException e) {
      if (e.kind() == Kind.GONE) {
        // They can't be sent twice; the next ones go with ids that hold.
        wireServer.goalState();
      }
      throw e;
    }
  }

  private String url(String path) throws HostException {
    return url(wireServer.endpoint(), path);
  }

  private Map<String, String> headers() throws HostException {
    WireServer.Ids ids = wireServer.ids();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("x-ms-version", VERSION);
    headers.put("x-ms-containerid", ids.containerId());
    headers.put("x-ms-host-config-name", ids.roleConfigName());
    return headers;
  }

  /**
   * Asks for the versions until they were seen once. While one thread asks, the others go on as if
   * it were there: if it is not, their own request tells as soon.
   */
  private void needAvailable() throws HostException {
    if (available || !asking.compareAndSet(false, true)) {
      return;
    }
    try {
      String versions = wireServer.withFreshIds(this::versions);
      available = versions.contains(VERSION);
    } finally {
      asking.set(false);
    }
    if (!available) {
      throw new HostException(
          Kind.UNSUPPORTED, "the host plugin does not speak version " + VERSION);
    }
  }

  private String versions() throws HostException {
    Request request =
        Request.get(Route.HOST, url("/versions"))
            .with("x-ms-containerid", wireServer.ids().containerId());
    return signals.versions(() -> http.send(request, CallClass.PLUGIN_VERSIONS).orRefused()).text();
  }
}
