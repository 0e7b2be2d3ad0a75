// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.condition.Condition;
import org.waagent.host.Endpoint;
import org.waagent.host.EndpointSource;
import org.waagent.host.HostException;

/** The endpoint {@code Protocol.Endpoint} names. */
@Component(
    service = EndpointSource.class,
    configurationPid = ProtocolConfig.PID,
    property = {"service.ranking:Integer=300", "waagent.endpoint=configuration"})
public final class ConfiguredEndpoint implements EndpointSource {
  private final String endpoint;
  private final int hostPluginPort;

  @Activate
  public ConfiguredEndpoint(
      ProtocolConfig config,
      @Reference(target = "(osgi.condition.id=configured)") Condition configured) {
    this(config.endpoint(), config.hostPluginPort());
  }

  ConfiguredEndpoint(String endpoint, int hostPluginPort) {
    this.endpoint = endpoint;
    this.hostPluginPort = hostPluginPort;
  }

  @Override
  public Optional<Endpoint> find() throws HostException {
    if (endpoint.isBlank()) {
      return Optional.empty();
    }
    Addresses address =
        Addresses.read(endpoint, Endpoint.WIRE_SERVER_PORT)
            .orElseThrow(
                () ->
                    new HostException(
                        HostException.Kind.LOCAL,
                        "Protocol.Endpoint is neither 'host' nor 'host:port': " + endpoint));
    return Optional.of(
        new Endpoint(address.host(), address.port(), hostPluginPort, "configuration"));
  }
}
