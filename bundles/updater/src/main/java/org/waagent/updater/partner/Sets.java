// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.partner;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.log.Logger;
import org.waagent.updater.archive.InstalledFeature;
import org.waagent.updater.archive.Uses;
import org.waagent.updater.store.FeatureSet;
import org.waagent.updater.store.Places;
import org.waagent.updater.store.SetBundle;
import org.waagent.updater.store.SetFeature;
import org.waagent.updater.store.Store;

/**
 * What bundles may use, by the sets of bundles on disk. A bundle is told by the file it was
 * installed from, whose name is the digest of its content.
 */
final class Sets implements Function<Bundle, Optional<Grant>> {
  private static final String SCHEME = "reference:file:";
  private static final String UNKNOWN = "unknown";

  private final Set<Long> first;
  private final String store;
  private final String installation;
  private final Path states;
  private final Logger logger;
  private volatile Map<String, Optional<Grant>> byPath = Map.of();

  /**
   * Bundles that are there by now, and are in no set, belong to the installation.
   *
   * @param places where what was installed later is, and the installation
   * @param states folder with a folder for each feature
   */
  Sets(BundleContext context, Places places, Path states, Logger logger) {
    this.first =
        Arrays.stream(context.getBundles()).map(Bundle::getBundleId).collect(Collectors.toSet());
    this.store = places.root() + "/";
    this.installation = places.home() + "/";
    this.states = states;
    this.logger = logger;
  }

  /**
   * Reads the sets anew.
   *
   * @param running ids of sets, the one that counts most last
   */
  void load(Store store, List<String> running, InstalledFeature.Reader features) {
    Map<String, Optional<Grant>> found = new HashMap<>();
    for (String id : running) {
      try {
        add(store.set(id), store.places(), features, found);
      } catch (IOException | RuntimeException e) {
        logger.warn("Set {} can't be read: its partners may use nothing: {}", id, e.toString());
      }
    }
    byPath = Map.copyOf(found);
  }

  private void add(
      FeatureSet set,
      Places places,
      InstalledFeature.Reader features,
      Map<String, Optional<Grant>> found) {
    Map<String, Grant> grants = new HashMap<>();
    for (SetFeature feature : set.features()) {
      if (!feature.isAgent()) {
        grants.put(feature.name(), grant(feature, features));
      }
    }
    for (SetBundle bundle : set.bundles()) {
      found.put(places.file(bundle).toString(), Optional.ofNullable(grants.get(bundle.feature())));
    }
  }

  private Grant grant(SetFeature feature, InstalledFeature.Reader features) {
    Uses uses = Uses.NOTHING;
    try {
      uses = features.read(feature.fullName()).uses();
    } catch (IOException e) {
      logger.warn("Feature {} may use nothing: {}", feature.name(), e.toString());
    }
    return new Grant(feature.name(), feature.version(), withOwnFolder(uses, feature.name()));
  }

  /**
   * Its state is where plugins of the agent have theirs, whose names have no dot. A feature with
   * such a name could be after theirs.
   */
  private Uses withOwnFolder(Uses uses, String feature) {
    if (feature.indexOf('.') < 1) {
      return uses;
    }
    List<String> write = new ArrayList<>(uses.write());
    write.add(states.resolve(feature) + "/**");
    return new Uses(
        uses.ports(),
        uses.read(),
        write,
        uses.programs(),
        uses.hosts(),
        uses.pids(),
        uses.direct());
  }

  @Override
  public Optional<Grant> apply(Bundle bundle) {
    String location = bundle.getLocation();
    String path = location.startsWith(SCHEME) ? location.substring(SCHEME.length()) : location;
    Optional<Grant> grant = byPath.get(path);
    if (grant != null) {
      return grant;
    }
    if (path.startsWith(installation) && !path.startsWith(store)) {
      // A set before this one may come back with bundles of the installation.
      return Optional.empty();
    }
    boolean own =
        first.contains(bundle.getBundleId()) && (!path.startsWith(store) || isOurs(bundle));
    return own ? Optional.empty() : Optional.of(Grant.nothing(UNKNOWN));
  }

  /** For a set that can't be read. No partner's bundle with such a name is ever installed. */
  private static boolean isOurs(Bundle bundle) {
    String name = String.valueOf(bundle.getSymbolicName());
    return name.startsWith("org.waagent.") || name.startsWith("org.apache.felix.");
  }
}
