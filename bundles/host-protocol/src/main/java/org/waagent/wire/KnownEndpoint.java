// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.condition.Condition;
import org.waagent.host.Endpoint;
import org.waagent.host.EndpointSource;

/** The address that is the same in all of Azure; asked last. */
@Component(
    service = EndpointSource.class,
    configurationPid = ProtocolConfig.PID,
    property = {"service.ranking:Integer=-1000", "waagent.endpoint=known"})
public final class KnownEndpoint implements EndpointSource {
  private final int hostPluginPort;

  @Activate
  public KnownEndpoint(
      ProtocolConfig config,
      @Reference(target = "(osgi.condition.id=configured)") Condition configured) {
    this.hostPluginPort = config.hostPluginPort();
  }

  @Override
  public Optional<Endpoint> find() {
    return Optional.of(
        new Endpoint(
            Endpoint.KNOWN_ADDRESS, Endpoint.WIRE_SERVER_PORT, hostPluginPort, "known address"));
  }
}
