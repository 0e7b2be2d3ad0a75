// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

/** The four servers of the host, each with a port of its own. */
public enum Service {
  WIRE("wire"),
  HOST_PLUGIN("hostPlugin"),
  BLOB("blob"),
  IMDS("imds");

  private final String id;

  Service(String id) {
    this.id = id;
  }

  /** The name used in scenario files. */
  public String id() {
    return id;
  }
}
