// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.partner;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.osgi.framework.Bundle;

/**
 * Tells bundles of partners from those of the agent. What counts is the content a bundle was
 * installed with, never the name it gives itself.
 */
final class Partners {
  private static final String UNKNOWN = "unknown";

  private final Function<Bundle, Optional<Grant>> sets;
  private volatile Map<Long, Optional<Grant>> known = Map.of();

  /**
   * @param sets what a bundle's feature may use; empty for a bundle of the agent
   */
  Partners(Function<Bundle, Optional<Grant>> sets) {
    this.sets = sets;
  }

  /**
   * What the bundle may use; empty for one of the agent, which may use all there is. Asked at each
   * look-up of a service, so it answers from memory. A bundle that was not looked at yet may use
   * nothing.
   */
  Optional<Grant> grant(Bundle bundle) {
    if (bundle.getBundleId() == 0) {
      return Optional.empty();
    }
    Optional<Grant> grant = known.get(bundle.getBundleId());
    return grant == null ? Optional.of(Grant.nothing(UNKNOWN)) : grant;
  }

  /** The feature of a partner's bundle. */
  Optional<String> feature(Bundle bundle) {
    return grant(bundle).map(Grant::feature);
  }

  /** The features there are bundles of. */
  List<Grant> grants() {
    return known.values().stream().flatMap(Optional::stream).distinct().toList();
  }

  /** Looks at all bundles there are. */
  synchronized void look(Bundle[] bundles) {
    Map<Long, Optional<Grant>> found = new HashMap<>();
    for (Bundle bundle : bundles) {
      found.put(bundle.getBundleId(), sets.apply(bundle));
    }
    known = Map.copyOf(found);
  }
}
