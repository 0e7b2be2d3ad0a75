// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.store;

import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts sets together. Pure.
 *
 * @param base what there is
 */
public record Composition(FeatureSet base) {
  /**
   * The set with a feature that replaces the one of its name; an agent's replaces the agent's.
   *
   * @param bundles of the feature, in the order they start
   * @param properties of the framework; those it does not name stay
   * @throws IllegalArgumentException if a bundle is another feature's already
   */
  public FeatureSet with(
      SetFeature feature, List<SetBundle> bundles, Map<String, String> properties) {
    FeatureSet rest = without(feature);
    for (SetBundle bundle : bundles) {
      Optional<SetBundle> other = rest.bundle(bundle.symbolicName());
      if (other.isPresent()) {
        throw new IllegalArgumentException(
            bundle.symbolicName() + " is a bundle of " + other.get().feature() + " already");
      }
    }
    List<SetFeature> features = new ArrayList<>(rest.features());
    features.add(feature);
    List<SetBundle> all = new ArrayList<>(feature.isAgent() ? bundles : rest.bundles());
    all.addAll(feature.isAgent() ? rest.bundles() : bundles);
    Map<String, String> merged = new HashMap<>(base.properties());
    merged.putAll(properties);
    return sorted(features, all, merged);
  }

  /**
   * The set without a partner's feature.
   *
   * @throws IllegalArgumentException if there is none of that name, or it is the agent
   */
  public FeatureSet without(String name) {
    SetFeature feature =
        base.feature(name)
            .orElseThrow(() -> new IllegalArgumentException("no feature " + name + " is there"));
    if (feature.isAgent()) {
      throw new IllegalArgumentException(name + " is the agent itself");
    }
    FeatureSet rest = without(feature);
    return sorted(rest.features(), rest.bundles(), rest.properties());
  }

  private FeatureSet without(SetFeature feature) {
    List<String> gone =
        base.features().stream()
            .filter(one -> feature.isAgent() ? one.isAgent() : one.name().equals(feature.name()))
            .map(SetFeature::name)
            .toList();
    return new FeatureSet(
        base.installation(),
        base.features().stream().filter(one -> !gone.contains(one.name())).toList(),
        base.bundles().stream().filter(one -> !gone.contains(one.feature())).toList(),
        base.classPath(),
        base.properties());
  }

  private FeatureSet sorted(
      List<SetFeature> features, List<SetBundle> bundles, Map<String, String> properties) {
    List<SetFeature> named = new ArrayList<>(features);
    named.sort(Comparator.comparing(SetFeature::kind).thenComparing(SetFeature::name));
    List<SetBundle> ordered = new ArrayList<>(bundles);
    // Before a partner's bundle starts, what keeps it in its place must be there.
    Set<String> agents =
        named.stream().filter(SetFeature::isAgent).map(SetFeature::name).collect(toSet());
    ordered.sort(
        Comparator.comparing((SetBundle bundle) -> !agents.contains(bundle.feature()))
            .thenComparingInt(SetBundle::level));
    return new FeatureSet(base.installation(), named, ordered, base.classPath(), properties);
  }
}
