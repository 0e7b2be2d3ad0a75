// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.swap;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;
import org.osgi.service.condition.Condition;

/**
 * How the components of bundles are, as Declarative Services tell. A bundle whose component can't
 * be made is active all the same, so its own state says nothing.
 */
final class Components {
  private static final String CAUSE = "Caused by: ";

  private static final Duration RENEWAL = Duration.ofSeconds(2);

  private final Services services;

  Components(Services services) {
    this.services = requireNonNull(services, "services");
  }

  /**
   * What is wrong with the components of bundles, by their names; nothing for those that are fine.
   */
  Map<String, String> troubles(Collection<Bundle> bundles) {
    Map<String, String> troubles = new TreeMap<>();
    services.ask(
        ServiceComponentRuntime.class,
        runtime -> {
          bundles.forEach(bundle -> collect(runtime, bundle, troubles));
          return troubles;
        });
    return troubles;
  }

  /**
   * Makes a component anew, and waits a moment for it. One that was made while a port it needs
   * changed places is not tried again by Declarative Services.
   *
   * @param name of the component
   */
  void renew(Collection<Bundle> bundles, String name) {
    services.ask(
        ServiceComponentRuntime.class,
        runtime -> {
          runtime.getComponentDescriptionDTOs(bundles.toArray(Bundle[]::new)).stream()
              .filter(description -> description.name.equals(name))
              .forEach(description -> renew(runtime, description));
          return name;
        });
  }

  private static void renew(ServiceComponentRuntime runtime, ComponentDescriptionDTO description) {
    CountDownLatch made = new CountDownLatch(1);
    runtime.disableComponent(description);
    runtime.enableComponent(description).onResolve(made::countDown);
    try {
      made.await(RENEWAL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      // Who is told to end looks no further.
      Thread.currentThread().interrupt();
    }
  }

  private static void collect(
      ServiceComponentRuntime runtime, Bundle bundle, Map<String, String> troubles) {
    for (ComponentDescriptionDTO description : runtime.getComponentDescriptionDTOs(bundle)) {
      List<String> found = new ArrayList<>();
      for (ComponentConfigurationDTO one : runtime.getComponentConfigurationDTOs(description)) {
        trouble(runtime, description, one).ifPresent(found::add);
      }
      if (!found.isEmpty()) {
        troubles.put(description.name, description.name + " " + String.join(", ", found));
      }
    }
  }

  private static Optional<String> trouble(
      ServiceComponentRuntime runtime,
      ComponentDescriptionDTO description,
      ComponentConfigurationDTO one) {
    if (one.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
      return Optional.of("cannot be activated: " + innermost(one.failure));
    }
    if (one.state != ComponentConfigurationDTO.UNSATISFIED_REFERENCE) {
      return Optional.empty();
    }
    List<String> missing = new ArrayList<>();
    for (UnsatisfiedReferenceDTO reference : one.unsatisfiedReferences) {
      String type = type(description, reference.name);
      // A condition tells how far the machine is, not how the bundle is.
      if (!type.equals(Condition.class.getName())) {
        missing.add(type);
      }
    }
    return missing.isEmpty() ? Optional.empty() : Optional.of("waits for " + missing);
  }

  private static String type(ComponentDescriptionDTO description, String reference) {
    for (var one : description.references) {
      if (one.name.equals(reference)) {
        return one.interfaceName;
      }
    }
    return reference;
  }

  private static String innermost(String failure) {
    if (failure == null) {
      return "no reason is told";
    }
    String first = failure.lines().findFirst().orElse("");
    return failure
        .lines()
        .filter(line -> line.startsWith(CAUSE))
        .reduce(first, (before, cause) -> cause.substring(CAUSE.length()));
  }
}
