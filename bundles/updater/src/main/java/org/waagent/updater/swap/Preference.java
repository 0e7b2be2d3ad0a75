// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.swap;

import static java.util.Objects.requireNonNull;

import java.io.Closeable;
import java.util.Collection;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.service.FindHook;

/**
 * While bundles are replaced, those that come do not find services of those that go: they would be
 * bound to the older service of two, and be made anew for each one that goes.
 */
final class Preference implements FindHook, Closeable {
  private final Set<Bundle> coming;
  private final Set<Bundle> going;
  private final ServiceRegistration<FindHook> registration;

  private Preference(BundleContext framework, Set<Bundle> coming, Set<Bundle> going) {
    this.coming = coming;
    this.going = going;
    this.registration = framework.registerService(FindHook.class, this, null);
  }

  static Preference open(
      BundleContext framework, Collection<Bundle> coming, Collection<Bundle> going) {
    return new Preference(
        requireNonNull(framework, "framework"), Set.copyOf(coming), Set.copyOf(going));
  }

  @Override
  public void find(
      BundleContext context,
      String name,
      String filter,
      boolean all,
      Collection<ServiceReference<?>> references) {
    if (coming.contains(context.getBundle())) {
      references.removeIf(reference -> going.contains(reference.getBundle()));
    }
  }

  @Override
  public void close() {
    registration.unregister();
  }
}
