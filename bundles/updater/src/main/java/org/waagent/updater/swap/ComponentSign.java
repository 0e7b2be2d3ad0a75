// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.swap;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/**
 * Whether the components of new bundles can be made and have what they need, or lack no more than
 * those they replace did. What is made only when it is asked for is asked for, once.
 */
final class ComponentSign implements Sign {
  private final Supplier<Collection<Bundle>> tried;
  private final Components components;
  private final Services services;
  private final Baseline baseline;

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
    Map<String, String> troubles = components.troubles(bundles);
    troubles.keySet().removeAll(baseline.components());
    for (String trouble : troubles.values()) {
      if (trouble.contains(" cannot be activated: ")) {
        return new Reading.Bad(trouble);
      }
    }
    // What it needs may change places at this moment; a reason of its own is told above.
    hollow.ifPresent(one -> troubles.put("", one));
    return troubles.isEmpty()
        ? Reading.GOOD
        : new Reading.Waiting(String.join("; ", troubles.values()));
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
