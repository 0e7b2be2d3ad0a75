// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.swap;

import static java.util.Objects.requireNonNull;

import java.lang.reflect.Field;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.log.Logger;

/**
 * Has Felix forget bundles that are gone. Its framework keeps which services a bundle once used,
 * its log service a logger for each component there ever was, its metatype service the texts of
 * each bundle; and with them the bundle, its headers and capabilities, 40 KB for each. None has a
 * way to be told, so this reaches into them. Where they are made differently nothing is done, and
 * nothing is lost but memory.
 */
final class Forgetting {
  private static final String LOG = "org.apache.felix.log";
  private static final String LOG_ADMIN = "org.osgi.service.log.admin.LoggerAdmin";
  private static final String METATYPE = "org.apache.felix.metatype";
  private static final String TEXTS = "org.apache.felix.metatype.internal.l10n.BundleResources";

  private final BundleContext framework;
  private final Logger logger;

  Forgetting(BundleContext framework, Logger logger) {
    this.framework = requireNonNull(framework, "framework");
    this.logger = requireNonNull(logger, "logger");
  }

  /** Bundles that were uninstalled; what is kept of others stays. */
  void of(Collection<Bundle> gone) {
    for (Bundle bundle : framework.getBundles()) {
      try {
        if (bundle.getBundleId() == Constants.SYSTEM_BUNDLE_ID) {
          uses(bundle, gone);
        } else if (LOG.equals(bundle.getSymbolicName())) {
          loggers(bundle, gone);
        } else if (METATYPE.equals(bundle.getSymbolicName())) {
          texts(bundle, gone);
        }
      } catch (ReflectiveOperationException | RuntimeException e) {
        // Another version of it, which may not need this.
        logger.debug("{} may keep bundles that are gone: {}", bundle.getSymbolicName(), e);
      }
    }
  }

  private static void uses(Bundle system, Collection<Bundle> gone)
      throws ReflectiveOperationException {
    Object registry = field(system.getClass(), "m_registry").get(system);
    gone.forEach(map(field(registry.getClass(), "m_inUseMap"), registry)::remove);
  }

  private void loggers(Bundle log, Collection<Bundle> gone) throws ReflectiveOperationException {
    ServiceReference<?> reference = framework.getServiceReference(LOG_ADMIN);
    if (reference == null || !log.equals(reference.getBundle())) {
      return;
    }
    Object admin = framework.getService(reference);
    try {
      Map<?, ?> loggers = map(field(admin.getClass(), "_loggers"), admin);
      for (Object key : List.copyOf(loggers.keySet())) {
        if (gone.contains(field(key.getClass(), "m_bundle").get(key))) {
          loggers.remove(key);
        }
      }
    } finally {
      framework.ungetService(reference);
    }
  }

  private static void texts(Bundle metatype, Collection<Bundle> gone)
      throws ReflectiveOperationException {
    Map<?, ?> all = map(field(metatype.loadClass(TEXTS), "resourcesByBundle"), null);
    if (all != null) {
      gone.forEach(bundle -> all.remove(bundle.getBundleId()));
    }
  }

  private static Field field(Class<?> type, String name) throws NoSuchFieldException {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }

  private static Map<?, ?> map(Field field, Object owner) throws IllegalAccessException {
    return (Map<?, ?>) field.get(owner);
  }
}
