// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.waagent.host.Endpoint;
import org.waagent.host.EndpointInUse;
import org.waagent.host.HostException;
import org.waagent.os.Clock;
import org.waagent.plugin.PeriodicTask;
import org.waagent.wire.health.Signals;
import org.waagent.wire.http.CallClass;
import org.waagent.wire.http.Http;
import org.waagent.wire.http.Request;
import org.waagent.wire.http.Route;

/**
 * Looks once a minute how the host plugin and the metadata service do, and posts that together with
 * what was observed since. One task for all of it wakes the machine once.
 */
@Component(
    service = PeriodicTask.class,
    property = {PeriodicTask.NAME + "=host-health", PeriodicTask.PERIOD + ":Integer=60"})
public final class HostHealth implements PeriodicTask {
  private final EndpointInUse inUse;
  private final HostPlugin hostPlugin;
  private final Imds imds;
  private final Http http;
  private final Signals signals;
  private final Summaries summaries;
  private String told = Endpoint.KNOWN_ADDRESS;

  @Activate
  public HostHealth(
      @Reference EndpointInUse inUse,
      @Reference HostPlugin hostPlugin,
      @Reference Imds imds,
      @Reference HttpAccess access,
      @Reference VmSettingsCounts vmSettings,
      @Reference Clock clock) {
    this(inUse, hostPlugin, imds, access.http(), vmSettings, clock);
  }

  HostHealth(
      EndpointInUse inUse,
      HostPlugin hostPlugin,
      Imds imds,
      Http http,
      VmSettingsCounts vmSettings,
      Clock clock) {
    this.inUse = inUse;
    this.hostPlugin = hostPlugin;
    this.imds = imds;
    this.http = http;
    this.signals = hostPlugin.signals();
    this.summaries = new Summaries(signals.events(), http, vmSettings, clock::sinceStart);
  }

  @Override
  public void run() throws HostException {
    Optional<Endpoint> endpoint = inUse.current();
    endpoint.ifPresent(this::tellUnusual);
    boolean well = endpoint.isPresent() && isWell(endpoint.get());
    if (isOver()) {
      return;
    }
    signals.hostPluginHeartbeat(well);
    Imds.Probe probe = imds.probe();
    if (isOver()) {
      return;
    }
    signals.metadataHeartbeat(!probe.fault(), probe.told());
    summaries.tellWhatIsDue();
    if (endpoint.isPresent()) {
      post(endpoint.get());
    }
  }

  private boolean isWell(Endpoint endpoint) {
    hostPlugin.lookForVersions();
    return hostPlugin.isWell(endpoint);
  }

  /** What a stopped agent did not see says nothing of the host. */
  private static boolean isOver() {
    return Thread.currentThread().isInterrupted();
  }

  private void tellUnusual(Endpoint endpoint) {
    if (!endpoint.host().equals(told)) {
      told = endpoint.host();
      signals
          .events()
          .worked("ProtocolEndpoint", "the endpoint is " + told + " (" + endpoint.origin() + ")");
    }
  }

  private void post(Endpoint endpoint) throws HostException {
    Optional<byte[]> document = signals.take();
    if (document.isEmpty()) {
      return;
    }
    Request request =
        Request.post(
                Route.HOST, EndpointDiscovery.base(endpoint) + "/HealthService", document.get())
            .with("Content-Type", "application/json");
    http.send(request, CallClass.OBSERVATIONS).orRefused();
  }
}
