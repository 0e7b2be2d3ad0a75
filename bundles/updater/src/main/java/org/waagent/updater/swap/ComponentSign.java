// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.swap;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/**
 * Whether the components of new bundles can be made and have what they need, or lack no more than
 * those they replace did. What is made only when it is asked for is asked for, once. What can't be
 * made gets a second chance: around it ports change places.
 */
final class ComponentSign implements Sign {
  private final Supplier<Collection<Bundle>> tried;
  private final Components components;
  private final Services services;
  private final Baseline baseline;
  private final Set<String> renewed = new HashSet<>();

  ComponentSign(Supplier<Collection<Bundle>> tried, Services services, Baseline baseline) {
    this.tried = requireNonNull(tried, "tried");
    this.components = new Components(services);
    this.services = requireNonNull(services, "services");
    this.baseline = requireNonNull(baseline, "baseline");
  }

  @Override
  public Reading read() {
    Collection<Bundle> bundles = tried.get();
    Optional<String> hollow = bundles.stream().flatMap(one -> hollow(one).stream()).findFirst();
    Map<String, String> troubles = troubles(bundles);
    if (renewFailed(bundles, troubles)) {
      troubles = troubles(bundles);
    }
    Optional<String> failed = troubles.values().stream().filter(ComponentSign::failed).findFirst();
    if (failed.isPresent()) {
      return new Reading.Bad(failed.get());
    }
    // What it needs may change places at this moment; a reason of its own is told above.
    List<String> awaited = Stream.concat(hollow.stream(), troubles.values().stream()).toList();
    return awaited.isEmpty() ? Reading.GOOD : new Reading.Waiting(String.join("; ", awaited));
  }

  private Map<String, String> troubles(Collection<Bundle> bundles) {
    Map<String, String> troubles = components.troubles(bundles);
    troubles.keySet().removeAll(baseline.components());
    return troubles;
  }

  private static boolean failed(String trouble) {
    return trouble.contains(" cannot be activated: ");
  }

  private boolean renewFailed(Collection<Bundle> bundles, Map<String, String> troubles) {
    boolean any = false;
    for (Map.Entry<String, String> trouble : troubles.entrySet()) {
      if (failed(trouble.getValue()) && renewed.add(trouble.getKey())) {
        components.renew(bundles, trouble.getKey());
        any = true;
      }
    }
    return any;
  }

  private Optional<String> hollow(Bundle bundle) {
    ServiceReference<?>[] references = bundle.getRegisteredServices();
    if (references == null) {
      return Optional.empty();
    }
    for (ServiceReference<?> reference : references) {
      Object component = reference.getProperty("component.name");
      if (component != null && reference.getUsingBundles() == null && isHollow(reference)) {
        return Optional.of(component + " cannot be made");
      }
    }
    return Optional.empty();
  }

  private boolean isHollow(ServiceReference<?> reference) {
    return reference.getBundle() != null
        && services.ask(reference, service -> service).isEmpty()
        && reference.getBundle() != null;
  }
}
