// SPDX-License-Identifier: Apache-2.0
package org.waagent.host;

import static java.util.Objects.requireNonNull;

/**
 * Where the wire server is.
 *
 * @param host address, usually {@code 168.63.129.16}
 * @param port usually 80
 * @param hostPluginPort usually 32526
 * @param origin how it was found, for example {@code configuration}
 */
public record Endpoint(String host, int port, int hostPluginPort, String origin) {
  /** The address that holds where nothing else is said. */
  public static final String KNOWN_ADDRESS = "168.63.129.16";

  /** The wire server's port. */
  public static final int WIRE_SERVER_PORT = 80;

  /** The host plugin's port. */
  public static final int HOST_PLUGIN_PORT = 32526;

  public Endpoint {
    requireNonNull(host, "host");
    requireNonNull(origin, "origin");
  }
}
