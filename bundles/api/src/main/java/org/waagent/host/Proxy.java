// SPDX-License-Identifier: Apache-2.0
package org.waagent.host;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.waagent.goalstate.Secret;

/**
 * Which proxy to use for the internet, from {@code HttpProxy.*} and the environment. The wire
 * server, the host plugin and the metadata service are never reached through one.
 */
@ProviderType
public interface Proxy {
  /**
   * The proxy for a host.
   *
   * @param scheme {@code http} or {@code https}
   * @param host name or address
   * @return empty where the host is reached straight
   */
  Optional<Server> of(String scheme, String host);

  /**
   * A proxy.
   *
   * @param host name or address
   * @param port its port
   * @param user for the proxy, where it asks
   * @param password for the proxy, where it asks
   */
  record Server(String host, int port, Optional<String> user, Optional<Secret> password) {
    public Server {
      requireNonNull(host, "host");
      requireNonNull(user, "user");
      requireNonNull(password, "password");
    }
  }
}
