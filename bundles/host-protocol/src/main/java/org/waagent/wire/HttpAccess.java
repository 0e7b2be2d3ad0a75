// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.waagent.host.Proxy;
import org.waagent.os.Clock;
import org.waagent.plugin.FrameworkProperties;
import org.waagent.wire.http.Http;

/** The one HTTP client of this bundle. */
@Component(service = HttpAccess.class)
public final class HttpAccess {
  /** Name of the agent in headers. */
  static final String AGENT = "WALinuxAgent";

  private final Http http;
  private final String version;

  @Activate
  public HttpAccess(BundleContext context, @Reference Proxy proxy, @Reference Clock clock) {
    String told = context.getProperty(FrameworkProperties.VERSION);
    this.version = told == null ? "0.0.0" : told;
    this.http =
        new Http(AGENT + "/" + version, proxy, clock::sinceStart, clock::instant, clock::pause);
  }

  Http http() {
    return http;
  }

  /** Version of the agent, for headers. */
  String version() {
    return version;
  }

  @Deactivate
  void close() {
    http.close();
  }
}
