// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.waagent.host.Endpoint;
import org.waagent.host.EndpointInUse;

/** The endpoint, for other bundles. */
@Component(service = EndpointInUse.class)
public final class CurrentEndpoint implements EndpointInUse {
  private final EndpointDiscovery discovery;

  @Activate
  public CurrentEndpoint(@Reference EndpointDiscovery discovery) {
    this.discovery = discovery;
  }

  @Override
  public Optional<Endpoint> current() {
    return discovery.inUse();
  }
}
