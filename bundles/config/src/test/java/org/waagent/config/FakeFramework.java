// SPDX-License-Identifier: Apache-2.0
package org.waagent.config;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.SynchronousBundleListener;

/** Bundles, properties, listeners and registered services, as a bundle's context shows them. */
final class FakeFramework {
  final Map<String, String> properties = new HashMap<>();
  final List<Bundle> bundles = new ArrayList<>();
  final List<Object> registered = new ArrayList<>();
  final List<SynchronousBundleListener> listeners = new ArrayList<>();
  private long nextId = 1;
  private final Bundle own = another();
  private Bundle said = own;

  /** What was said before was said by another version of the bundle. */
  void saidByAnother() {
    said = another();
  }

  private Bundle another() {
    Bundle bundle = install("org.waagent.config", false);
    bundles.remove(bundle);
    return bundle;
  }

  /** Installs a bundle that has a metatype. */
  Bundle install(String name) {
    return install(name, true);
  }

  Bundle install(String name, boolean metatype) {
    long id = nextId++;
    Bundle bundle =
        (Bundle)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Bundle.class},
                (proxy, method, arguments) ->
                    switch (method.getName()) {
                      case "getBundleId", "getLastModified" -> id;
                      case "getSymbolicName", "toString" -> name;
                      case "hashCode" -> (int) id;
                      case "equals" -> proxy == arguments[0];
                      case "getEntryPaths" -> metatype ? entries() : null;
                      default -> throw new UnsupportedOperationException(method.getName());
                    });
    bundles.add(bundle);
    return bundle;
  }

  private static Enumeration<String> entries() {
    return Collections.enumeration(List.of("OSGI-INF/metatype/Config.xml"));
  }

  void tell(int type, Bundle bundle) {
    for (SynchronousBundleListener listener : List.copyOf(listeners)) {
      listener.bundleChanged(new BundleEvent(type, bundle));
    }
  }

  BundleContext context() {
    return (BundleContext)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {BundleContext.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getProperty" -> properties.get(arguments[0]);
                  case "getBundle" -> own;
                  case "getBundles" -> bundles.toArray(Bundle[]::new);
                  case "addBundleListener" ->
                      listeners.add((SynchronousBundleListener) arguments[0]) ? null : null;
                  case "removeBundleListener" -> listeners.remove(arguments[0]) ? null : null;
                  case "getServiceReferences" -> references();
                  case "registerService" -> registered.add(asMap(arguments[2])) ? null : null;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private static Map<?, ?> asMap(Object dictionary) {
    return FrameworkUtil.asMap((Dictionary<?, ?>) dictionary);
  }

  private List<ServiceReference<?>> references() {
    return new ArrayList<>(Collections.nCopies(registered.size(), reference()));
  }

  private ServiceReference<?> reference() {
    return (ServiceReference<?>)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {ServiceReference.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getBundle" -> said;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
