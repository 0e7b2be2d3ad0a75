// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.command;

import org.waagent.host.Endpoint;
import org.waagent.host.EndpointInUse;

/** The wire server's address as handlers expect it: without a port. */
final class WireServerAddress {
  private final EndpointInUse endpoint;

  WireServerAddress(EndpointInUse endpoint) {
    this.endpoint = endpoint;
  }

  /** The address; the known one where none was found. */
  String get() {
    return endpoint.current().map(Endpoint::host).orElse(Endpoint.KNOWN_ADDRESS);
  }
}
