// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.partner;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.FindHook;

/**
 * All that stands between bundles of partners and the agent. In force from the moment it is made
 * until it is closed.
 */
final class Guards implements AutoCloseable {
  private final BundleContext context;
  private final Partners partners;
  private final PortPublisher publisher;
  private final List<ServiceRegistration<?>> hooks = new ArrayList<>();

  /**
   * @param sets what a bundle's feature may use; empty for a bundle of the agent
   * @param quarantined whether a feature must not run
   */
  Guards(
      BundleContext context,
      Function<Bundle, Optional<Grant>> sets,
      Predicate<Grant> quarantined,
      Refusals refusals) {
    this.context = context;
    this.partners = new Partners(sets);
    this.publisher = new PortPublisher(context, new GuardedPorts(refusals));
    ServiceGuard services =
        new ServiceGuard(context.getBundle(), partners, new Visibility(partners), refusals);
    // Known before a hook asks: who is not known sees nothing.
    partners.look(context.getBundles());
    hooks.add(context.registerService(FindHook.class, services, null));
    hooks.add(context.registerService(EventListenerHook.class, services, null));
    hooks.add(
        context.registerService(
            org.osgi.framework.hooks.bundle.FindHook.class, new BundleGuard(partners), null));
    hooks.add(
        context.registerService(
            ResolverHookFactory.class, new QuarantineGuard(partners, quarantined), null));
    refresh();
  }

  /** Which bundles are whose. */
  Partners partners() {
    return partners;
  }

  /** Another set runs, or is about to. */
  void refresh() {
    partners.look(context.getBundles());
    List<Grant> grants = partners.grants();
    publisher.keep(grants);
    grants.forEach(publisher::publish);
  }

  @Override
  public void close() {
    publisher.close();
    hooks.forEach(ServiceRegistration::unregister);
  }
}
