// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.waagent.plugin.FrameworkProperties;
import org.waagent.updater.archive.InstalledFeature;
import org.waagent.updater.archive.Platform;
import org.waagent.updater.store.Composition;
import org.waagent.updater.store.FeatureSet;
import org.waagent.updater.store.SetBundle;
import org.waagent.updater.store.SetFeature;
import org.waagent.updater.store.Store;

/**
 * What a package that replaced the installation takes over of the set that was made on the one
 * before: features of partners, whose bundles lie in the store. The agent itself is the package's.
 */
final class Inheritance {
  private final Store store;
  private final InstalledFeature.Reader described;
  private final Platform platform;

  /**
   * @param described features as they were installed
   * @param platform what they would run on now
   */
  Inheritance(Store store, InstalledFeature.Reader described, Platform platform) {
    this.store = requireNonNull(store, "store");
    this.described = requireNonNull(described, "described");
    this.platform = requireNonNull(platform, "platform");
  }

  /**
   * What there is to take over.
   *
   * @param set the installation with all that is taken
   * @param taken full names of features
   * @param left full names of features that do not fit, each with the reason
   */
  record Estate(FeatureSet set, List<String> taken, Map<String, String> left) {
    Estate {
      requireNonNull(set, "set");
      taken = List.copyOf(taken);
      left = Map.copyOf(left);
    }
  }

  /**
   * Looks at a set; nothing is there to be taken where it was made on this installation.
   *
   * @param former its id
   */
  Estate of(String former) throws IOException {
    FeatureSet before = store.set(former);
    FeatureSet set = store.set(FrameworkProperties.INSTALLED);
    List<String> taken = new ArrayList<>();
    Map<String, String> left = new TreeMap<>();
    if (!before.installation().equals(set.installation())) {
      for (SetFeature feature : before.features()) {
        if (!feature.isAgent()) {
          try {
            set = with(feature, before, set);
            taken.add(feature.fullName());
          } catch (IOException | IllegalArgumentException e) {
            left.put(feature.fullName(), String.valueOf(e.getMessage()));
          }
        }
      }
    }
    return new Estate(set, taken, left);
  }

  private FeatureSet with(SetFeature feature, FeatureSet before, FeatureSet set)
      throws IOException {
    platform.require(described.read(feature.fullName()));
    List<SetBundle> bundles = new ArrayList<>();
    for (SetBundle bundle : before.bundles()) {
      if (bundle.feature().equals(feature.name())) {
        bundles.add(
            store
                .find(bundle.sha256(), List.of(before, set))
                .orElseThrow(() -> new IOException(bundle.symbolicName() + " is gone"))
                .as(bundle.level(), feature.name()));
      }
    }
    return new Composition(set).with(feature, bundles, Map.of());
  }
}
