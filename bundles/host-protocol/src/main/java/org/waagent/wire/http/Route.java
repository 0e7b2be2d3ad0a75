// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.http;

/** Which way a request takes. */
public enum Route {
  /** To the host below this machine: never through a proxy. */
  HOST,
  /** To the internet: through the proxy, where there is one. */
  INTERNET
}
