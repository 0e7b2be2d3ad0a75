// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.partner;

import java.util.Collection;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.hooks.bundle.FindHook;

/** Keeps bundles of the agent and of other partners from a partner's. */
final class BundleGuard implements FindHook {
  private final Partners partners;

  BundleGuard(Partners partners) {
    this.partners = partners;
  }

  @Override
  public void find(BundleContext context, Collection<Bundle> bundles) {
    Optional<String> viewing = partners.feature(context.getBundle());
    if (viewing.isPresent()) {
      bundles.removeIf(bundle -> !partners.feature(bundle).equals(viewing));
    }
  }
}
