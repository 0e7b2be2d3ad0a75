// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.partner;

import java.util.Collection;
import java.util.function.Predicate;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/** Keeps bundles in quarantine from being resolved, and so from being started by anybody. */
final class QuarantineGuard implements ResolverHookFactory, ResolverHook {
  private final Partners partners;
  private final Predicate<Grant> quarantined;

  QuarantineGuard(Partners partners, Predicate<Grant> quarantined) {
    this.partners = partners;
    this.quarantined = quarantined;
  }

  @Override
  public ResolverHook begin(Collection<BundleRevision> triggers) {
    return this;
  }

  @Override
  public void filterResolvable(Collection<BundleRevision> candidates) {
    candidates.removeIf(
        candidate -> partners.grant(candidate.getBundle()).filter(quarantined).isPresent());
  }

  @Override
  public void filterSingletonCollisions(
      BundleCapability singleton, Collection<BundleCapability> collisionCandidates) {
    // As the framework has it.
  }

  @Override
  public void filterMatches(
      BundleRequirement requirement, Collection<BundleCapability> candidates) {
    // As the framework has it.
  }

  @Override
  public void end() {
    // Nothing is kept of a resolution.
  }
}
