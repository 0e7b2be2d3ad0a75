// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

/**
 * Where the four servers listen, each as host:port.
 *
 * @param blobScheme http or https
 */
public record Addresses(
    String wire, String hostPlugin, String blob, String imds, String blobScheme) {
  /** What URLs of the blob store start with. */
  public String blobUrl() {
    return blobScheme + "://" + blob;
  }

  /** The port part of one of them. */
  static int port(String address) {
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
  }
}
