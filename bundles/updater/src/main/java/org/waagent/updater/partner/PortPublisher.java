// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.partner;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.waagent.os.Files;

/**
 * Gives each feature the ports it declared, guarded, as services that it alone sees. They come and
 * go with the agent's own.
 */
final class PortPublisher implements AutoCloseable {
  private final BundleContext context;
  private final GuardedPorts ports;
  private final ServiceTracker<Files, Files> files;
  private final Map<Grant, List<ServiceTracker<?, ?>>> published = new HashMap<>();

  PortPublisher(BundleContext context, GuardedPorts ports) {
    this.context = context;
    this.ports = ports;
    this.files = new ServiceTracker<>(context, Files.class, null);
    files.open();
  }

  /** Gives a feature its ports, if it has them not yet. */
  synchronized void publish(Grant grant) {
    if (!published.containsKey(grant)) {
      List<ServiceTracker<?, ?>> trackers = new ArrayList<>();
      published.put(grant, trackers);
      for (String type : grant.uses().ports()) {
        if (grant.allowsPort(type)) {
          ServiceTracker<Object, ServiceRegistration<?>> tracker =
              new ServiceTracker<>(context, agentsOwn(type), new Guarding(type, grant));
          trackers.add(tracker);
          tracker.open();
        }
      }
    }
  }

  /** Never what was published here, in case somebody else's hook lets it through. */
  private static Filter agentsOwn(String type) {
    try {
      return FrameworkUtil.createFilter(
          "(&(objectClass=" + type + ")(!(" + Visibility.GUARDED_FOR + "=*)))");
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Takes back what other features than these have. */
  synchronized void keep(List<Grant> grants) {
    published.entrySet().removeIf(entry -> !grants.contains(entry.getKey()) && closed(entry));
  }

  private static boolean closed(Map.Entry<Grant, List<ServiceTracker<?, ?>>> entry) {
    entry.getValue().forEach(ServiceTracker::close);
    return true;
  }

  @Override
  public synchronized void close() {
    keep(List.of());
    files.close();
  }

  private final class Guarding implements ServiceTrackerCustomizer<Object, ServiceRegistration<?>> {
    private final String type;
    private final Grant grant;

    Guarding(String type, Grant grant) {
      this.type = type;
      this.grant = grant;
    }

    @Override
    public ServiceRegistration<?> addingService(ServiceReference<Object> service) {
      Object port = context.getService(service);
      if (port == null) {
        return null;
      }
      Object ranking = service.getProperty(Constants.SERVICE_RANKING);
      return context.registerService(
          type,
          ports.of(type, port, () -> Optional.ofNullable(files.getService()), grant),
          FrameworkUtil.asDictionary(
              Map.of(
                  Visibility.GUARDED_FOR,
                  grant.feature(),
                  Constants.SERVICE_RANKING,
                  ranking instanceof Integer ? ranking : 0)));
    }

    @Override
    public void modifiedService(
        ServiceReference<Object> service, ServiceRegistration<?> registration) {
      // Its place among others stays what it was.
    }

    @Override
    public void removedService(
        ServiceReference<Object> service, ServiceRegistration<?> registration) {
      registration.unregister();
      context.ungetService(service);
    }
  }
}
