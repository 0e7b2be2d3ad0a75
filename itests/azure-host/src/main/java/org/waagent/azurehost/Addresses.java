// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

/** Where the four servers listen, each as host:port. */
public record Addresses(String wire, String hostPlugin, String blob, String imds) {
  /** The port part of one of them. */
  static int port(String address) {
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
  }
}
