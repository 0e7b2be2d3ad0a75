// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.http;

import okhttp3.Authenticator;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.waagent.host.Proxy;

/** Answers a proxy that asks for a name and a password, once. */
final class PortProxyAuthenticator implements Authenticator {
  private static final String ANSWER = "Proxy-Authorization";

  private final Proxy proxy;

  PortProxyAuthenticator(Proxy proxy) {
    this.proxy = proxy;
  }

  @Override
  public Request authenticate(Route route, Response response) {
    HttpUrl url = response.request().url();
    Proxy.Server server = proxy.of(url.scheme(), url.host()).orElse(null);
    if (server == null
        || server.user().isEmpty()
        || server.password().isEmpty()
        || response.request().header(ANSWER) != null) {
      return null;
    }
    String credentials = Credentials.basic(server.user().get(), server.password().get().reveal());
    return response.request().newBuilder().header(ANSWER, credentials).build();
  }
}
