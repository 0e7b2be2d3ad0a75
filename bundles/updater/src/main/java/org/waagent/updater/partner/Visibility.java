// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.partner;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.waagent.plugin.Check;
import org.waagent.plugin.PeriodicTask;
import org.waagent.plugin.Plugin;
import org.waagent.plugin.Verb;

/** Who sees which service. */
final class Visibility {
  /** Property of a guarded service: the feature that sees it. Nobody else does. */
  static final String GUARDED_FOR = "waagent.guarded.for";

  /** What the platform gives every component. */
  private static final Set<String> FOR_ALL =
      Set.of(
          "org.osgi.service.log.LoggerFactory",
          "org.osgi.service.log.LogService",
          "org.osgi.service.condition.Condition");

  /** What a partner's service may be to the agent. With a port it could stand in for the agent. */
  private static final Set<String> OFFERED =
      Set.of(
          Plugin.class.getName(),
          Check.class.getName(),
          Verb.class.getName(),
          PeriodicTask.class.getName());

  private static final List<String> OF_PLATFORM =
      List.of("org.waagent.", "org.osgi.", "org.apache.felix.", "java.");

  private final Partners partners;

  Visibility(Partners partners) {
    this.partners = partners;
  }

  /** Whether a bundle sees a service. */
  boolean sees(Bundle viewer, ServiceReference<?> service) {
    Bundle owner = service.getBundle();
    if (owner == null) {
      return true;
    }
    Optional<Grant> viewing = partners.grant(viewer);
    Optional<String> owning = partners.feature(owner);
    if (viewing.isEmpty()) {
      return owning.isEmpty() ? !isGuarded(service) : isOffered(service);
    }
    String feature = viewing.get().feature();
    if (owning.isPresent()) {
      return owning.get().equals(feature) || isShared(viewing.get(), service);
    }
    if (isGuarded(service)) {
      return feature.equals(service.getProperty(GUARDED_FOR));
    }
    return types(service).allMatch(FOR_ALL::contains);
  }

  /** The ports a service of the agent is that a feature did not declare. */
  List<String> undeclared(Grant viewing, ServiceReference<?> service) {
    Bundle owner = service.getBundle();
    if (owner == null || isGuarded(service) || partners.grant(owner).isPresent()) {
      return List.of();
    }
    return types(service)
        .filter(type -> !FOR_ALL.contains(type) && !viewing.allowsPort(type))
        .toList();
  }

  /** Whether a partner's service is one for the agent, and nothing of the platform besides. */
  private static boolean isOffered(ServiceReference<?> service) {
    return types(service).allMatch(type -> OFFERED.contains(type) || !isOfPlatform(type));
  }

  /** What one partner gives another, by types of its own. */
  private static boolean isShared(Grant viewing, ServiceReference<?> service) {
    return types(service).allMatch(type -> viewing.allowsPort(type) && !isOfPlatform(type));
  }

  private static boolean isOfPlatform(String type) {
    return OF_PLATFORM.stream().anyMatch(type::startsWith);
  }

  private static boolean isGuarded(ServiceReference<?> service) {
    return service.getProperty(GUARDED_FOR) != null;
  }

  private static Stream<String> types(ServiceReference<?> service) {
    return Arrays.stream((String[]) service.getProperty(Constants.OBJECTCLASS));
  }
}
