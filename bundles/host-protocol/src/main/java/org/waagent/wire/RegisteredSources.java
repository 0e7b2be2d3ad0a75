// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.waagent.host.EndpointSource;

/**
 * The endpoint sources there are now, highest ranking first. Looked up at each discovery, so a
 * source that comes or goes replaces no component.
 */
final class RegisteredSources implements Supplier<List<EndpointSource>> {
  /** Matches all but the source that has the property {@code waagent.endpoint=dhcp}. */
  private static final String WITHOUT_DHCP = "(!(waagent.endpoint=dhcp))";

  /** Who names an endpoint wants this one, and no other to be asked in its place. */
  private static final String CONFIGURED = "(waagent.endpoint=configuration)";

  private final BundleContext context;
  private final String filter;

  RegisteredSources(BundleContext context, String endpointDiscovery, String endpoint) {
    this.context = context;
    this.filter = filter(endpointDiscovery, endpoint);
  }

  static String filter(String endpointDiscovery, String endpoint) {
    if (!endpoint.isBlank()) {
      return CONFIGURED;
    }
    return "dhcp".equalsIgnoreCase(endpointDiscovery) ? null : WITHOUT_DHCP;
  }

  @Override
  public List<EndpointSource> get() {
    List<ServiceReference<EndpointSource>> references = new ArrayList<>();
    try {
      references.addAll(context.getServiceReferences(EndpointSource.class, filter));
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException("a constant filter is wrong", e);
    }
    references.sort(Collections.reverseOrder());
    List<EndpointSource> sources = new ArrayList<>();
    for (ServiceReference<EndpointSource> reference : references) {
      EndpointSource source = context.getService(reference);
      if (source != null) {
        sources.add(source);
      }
    }
    return sources;
  }
}
