// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.partner;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.waagent.plugin.Plugin;

/**
 * The plugins of partners by their names. One that takes the name of a plugin of the agent, or of
 * another partner, would take its place.
 */
final class Roster implements ServiceTrackerCustomizer<Plugin, String>, AutoCloseable {
  private final BundleContext context;
  private final Partners partners;
  private final BiConsumer<Grant, String> misnamed;
  private final Map<String, Grant> byName = new ConcurrentHashMap<>();
  private final ServiceTracker<Plugin, String> tracker;

  /**
   * @param misnamed hears of a feature and what is wrong with the name of its plugin
   */
  Roster(BundleContext context, Partners partners, BiConsumer<Grant, String> misnamed) {
    this.context = context;
    this.partners = partners;
    this.misnamed = misnamed;
    this.tracker = new ServiceTracker<>(context, Plugin.class, this);
  }

  void open() {
    tracker.open();
  }

  /** The feature a plugin belongs to; empty for one of the agent. */
  Optional<Grant> feature(String plugin) {
    return Optional.ofNullable(byName.get(plugin));
  }

  @Override
  public String addingService(ServiceReference<Plugin> service) {
    Optional<Grant> grant = partners.grant(service.getBundle());
    if (grant.isEmpty()) {
      return null;
    }
    Plugin plugin = context.getService(service);
    if (plugin == null) {
      return null;
    }
    String name = name(plugin);
    if (name.indexOf('.') < 1) {
      misnamed.accept(grant.get(), "its plugin is called '" + name + "', not Publisher.Type");
      return name;
    }
    Grant other = byName.putIfAbsent(name, grant.get());
    if (other != null && !other.feature().equals(grant.get().feature())) {
      misnamed.accept(
          grant.get(), "its plugin is called " + name + " as one of feature " + other.feature());
      return name;
    }
    byName.put(name, grant.get());
    return name;
  }

  private static String name(Plugin plugin) {
    try {
      return String.valueOf(plugin.name());
    } catch (RuntimeException | LinkageError e) {
      return e.toString();
    }
  }

  @Override
  public void modifiedService(ServiceReference<Plugin> service, String name) {
    // A name is for ever.
  }

  @Override
  public void removedService(ServiceReference<Plugin> service, String name) {
    partners.grant(service.getBundle()).ifPresent(grant -> byName.remove(name, grant));
    context.ungetService(service);
  }

  @Override
  public void close() {
    tracker.close();
  }
}
