// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.partner;

import java.util.Optional;
import org.waagent.host.Proxy;

/** The proxy, with its password, for the hosts a feature declared; none for others. */
final class GuardedProxy implements Proxy {
  private final Proxy proxy;
  private final Grant grant;
  private final Refusals refusals;

  GuardedProxy(Proxy proxy, Grant grant, Refusals refusals) {
    this.proxy = proxy;
    this.grant = grant;
    this.refusals = refusals;
  }

  @Override
  public Optional<Server> of(String scheme, String host) {
    if (!grant.allowsHost(host)) {
      throw new SecurityException(refusals.refuse(grant.feature(), "speak to " + host));
    }
    return proxy.of(scheme, host);
  }
}
