// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy.Type;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import org.waagent.host.Proxy;

/** Asks the proxy port for each address. */
final class PortProxySelector extends ProxySelector {
  private final Proxy proxy;

  PortProxySelector(Proxy proxy) {
    this.proxy = proxy;
  }

  @Override
  public List<java.net.Proxy> select(URI uri) {
    return proxy
        .of(uri.getScheme(), uri.getHost() == null ? "" : uri.getHost())
        .map(s -> List.of(new java.net.Proxy(Type.HTTP, address(s))))
        .orElse(List.of(java.net.Proxy.NO_PROXY));
  }

  private static InetSocketAddress address(Proxy.Server server) {
    return InetSocketAddress.createUnresolved(server.host(), server.port());
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException e) {
    // The call itself fails with this exception, and is logged there.
  }
}
