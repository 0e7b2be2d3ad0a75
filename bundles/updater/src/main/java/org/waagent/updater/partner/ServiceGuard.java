// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.partner;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.FindHook;
import org.osgi.framework.hooks.service.ListenerHook.ListenerInfo;
import org.waagent.plugin.Verb;

/**
 * Keeps services from those that may not see them, in look-ups and in events. A port that a feature
 * asks for by its name without having declared it is counted as refused.
 */
final class ServiceGuard implements FindHook, EventListenerHook {
  /** Declarative Services asks for it in the name of the bundle whose components it configures. */
  private static final String CONFIGURATIONS = "org.osgi.service.cm.ConfigurationAdmin";

  private static final StackWalker STACK =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  private final Bundle own;
  private final Partners partners;
  private final Visibility visibility;
  private final Refusals refusals;

  /**
   * @param own the bundle of this class
   */
  ServiceGuard(Bundle own, Partners partners, Visibility visibility, Refusals refusals) {
    this.own = own;
    this.partners = partners;
    this.visibility = visibility;
    this.refusals = refusals;
  }

  @Override
  public void find(
      BundleContext context,
      String name,
      String filter,
      boolean allServices,
      Collection<ServiceReference<?>> references) {
    Bundle viewer = context.getBundle();
    Optional<Grant> grant = partners.grant(viewer);
    if (grant.isPresent() && CONFIGURATIONS.equals(name) && isAskedForIt()) {
      return;
    }
    if (grant.isPresent() && (name != null || filter != null)) {
      references.forEach(service -> refuse(grant.get(), name, filter, service));
    }
    references.removeIf(service -> !visibility.sees(viewer, service));
    if (grant.isEmpty()) {
      removeDoubles(references);
    }
  }

  /** Whether it is not the bundle itself that asks, but one of the agent for it. */
  private boolean isAskedForIt() {
    Optional<Bundle> asking =
        STACK.walk(
            frames ->
                frames
                    .map(frame -> FrameworkUtil.getBundle(frame.getDeclaringClass()))
                    .filter(bundle -> bundle != null && bundle.getBundleId() != 0)
                    .filter(bundle -> !bundle.equals(own))
                    .findFirst());
    return asking.filter(bundle -> partners.grant(bundle).isEmpty()).isPresent();
  }

  /** A verb of the agent is never a partner's, whatever its ranking. */
  private void removeDoubles(Collection<ServiceReference<?>> references) {
    var own =
        references.stream()
            .filter(service -> partners.grant(service.getBundle()).isEmpty())
            .map(service -> service.getProperty(Verb.NAME))
            .filter(word -> word != null)
            .collect(Collectors.toSet());
    if (!own.isEmpty()) {
      references.removeIf(
          service ->
              own.contains(service.getProperty(Verb.NAME))
                  && partners.grant(service.getBundle()).isPresent());
    }
  }

  private void refuse(Grant grant, String name, String filter, ServiceReference<?> service) {
    for (String type : visibility.undeclared(grant, service)) {
      if (type.equals(name) || filter != null && filter.contains("=" + type + ")")) {
        refusals.refuse(grant.feature(), "use the port " + type);
      }
    }
  }

  /**
   * A partner hears of no service that it does not see: even of one that goes it would hold the
   * reference, and could still get the service by it. One of the agent may have seen before what is
   * hidden by now, and must let go of it.
   */
  @Override
  public void event(ServiceEvent event, Map<BundleContext, Collection<ListenerInfo>> listeners) {
    boolean goes = event.getType() == ServiceEvent.UNREGISTERING;
    listeners
        .keySet()
        .removeIf(
            context -> {
              Bundle viewer = context.getBundle();
              boolean mayHear = goes && partners.grant(viewer).isEmpty();
              return !mayHear && !visibility.sees(viewer, event.getServiceReference());
            });
  }
}
