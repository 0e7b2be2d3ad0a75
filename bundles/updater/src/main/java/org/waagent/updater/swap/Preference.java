// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.swap;

import static java.util.Objects.requireNonNull;

import java.io.Closeable;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.service.FindHook;

/**
 * While bundles are replaced, those that came do not find services of those that go: they would be
 * bound to the older service of two, and be made anew for each one that goes.
 */
final class Preference implements FindHook, Closeable {
  private final Set<Bundle> came = new HashSet<>();
  private final Set<Bundle> going = new HashSet<>();
  private final ServiceRegistration<FindHook> registration;

  private Preference(BundleContext framework) {
    this.registration = framework.registerService(FindHook.class, this, null);
  }

  static Preference open(BundleContext framework) {
    return new Preference(requireNonNull(framework, "framework"));
  }

  /** A bundle that is to be preferred is about to be started. */
  synchronized void comes(Bundle bundle) {
    came.add(bundle);
  }

  /** What takes the place of a bundle was started. */
  synchronized void goes(Bundle bundle) {
    going.add(bundle);
  }

  @Override
  public synchronized void find(
      BundleContext context,
      String name,
      String filter,
      boolean all,
      Collection<ServiceReference<?>> references) {
    if (came.contains(context.getBundle())) {
      references.removeIf(reference -> going.contains(reference.getBundle()));
    }
  }

  @Override
  public void close() {
    registration.unregister();
  }
}
