// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.osgi.framework.Constants;

/** Looks at each bundle of a feature: whether it is the one that is named, and what it uses. */
final class BundleChecks {
  private static final int MOST_FINDINGS = 1000;

  private static final List<String> RESERVED = List.of("java.", "org.osgi.", "org.waagent.");

  /** With these a bundle gets into others, or gets what nobody looked at. */
  private static final List<String> FORBIDDEN =
      List.of(
          Constants.FRAGMENT_HOST,
          Constants.REQUIRE_BUNDLE,
          Constants.DYNAMICIMPORT_PACKAGE,
          Constants.BUNDLE_NATIVECODE);

  private final Feature feature;
  private final Platform platform;
  private final Set<Finding> findings = new TreeSet<>();

  /**
   * @param feature what its bundles are
   * @param platform what is exported already
   */
  BundleChecks(Feature feature, Platform platform) {
    this.feature = feature;
    this.platform = platform;
  }

  /**
   * Looks at all of them.
   *
   * @return what was found, sorted; nothing for a feature of the agent itself
   * @throws BadArchive if a bundle is not the one that is named
   */
  List<Finding> of(FeatureArchive archive) throws IOException {
    if (feature.kind() == Feature.Kind.AGENT) {
      archive.bundles((bundle, content) -> new BundleScan(bundle).headers(content));
      archive.classPath(new ClassPathScan(feature)::scan);
      return List.of();
    }
    Harmless harmless = new Harmless();
    Map<BundleEntry, Headers> headers = new LinkedHashMap<>();
    archive.bundles((bundle, content) -> headers.put(bundle, scan(bundle, content, harmless)));
    wiring(headers, harmless);
    return new ArrayList<>(findings);
  }

  private Headers scan(BundleEntry bundle, InputStream content, Harmless harmless)
      throws IOException {
    ClassScan classes = new ClassScan(harmless, (place, what) -> found(bundle, place, what));
    ComponentXml components =
        new ComponentXml(feature.uses(), harmless, (place, what) -> found(bundle, place, what));
    return new BundleScan(bundle).scan(content, classes, components);
  }

  private void found(BundleEntry bundle, String place, String what) {
    if (findings.size() < MOST_FINDINGS) {
      findings.add(new Finding(bundle.symbolicName(), place, what));
    }
  }

  private void wiring(Map<BundleEntry, Headers> all, Harmless harmless) {
    Set<String> own = new HashSet<>();
    all.values().forEach(headers -> own.addAll(headers.names(Constants.EXPORT_PACKAGE)));
    all.forEach(
        (bundle, headers) -> {
          imports(bundle, headers, own, harmless);
          exports(bundle, headers);
          forbidden(bundle, headers);
        });
  }

  private void imports(BundleEntry bundle, Headers headers, Set<String> own, Harmless harmless) {
    for (String imported : headers.names(Constants.IMPORT_PACKAGE)) {
      if (!harmless.mayImport(imported) && !own.contains(imported)) {
        found(bundle, Constants.IMPORT_PACKAGE, "names " + imported);
      }
    }
  }

  /**
   * Others may be wired to what is exported, in place of what they are wired to now. What a former
   * version of this feature exports is its own.
   */
  private void exports(BundleEntry bundle, Headers headers) {
    Set<String> names =
        feature.bundles().stream().map(BundleEntry::symbolicName).collect(Collectors.toSet());
    for (String exported : headers.names(Constants.EXPORT_PACKAGE)) {
      boolean reserved = RESERVED.stream().anyMatch(exported::startsWith);
      if (reserved || platform.isTaken(exported, names)) {
        found(bundle, Constants.EXPORT_PACKAGE, "names " + exported + ", which the agent has");
      }
    }
  }

  private void forbidden(BundleEntry bundle, Headers headers) {
    for (String name : FORBIDDEN) {
      if (!headers.get(name).isEmpty()) {
        found(bundle, name, "is in its manifest");
      }
    }
    for (String place : headers.names(Constants.BUNDLE_CLASSPATH)) {
      if (!place.equals(".")) {
        found(bundle, Constants.BUNDLE_CLASSPATH, "names " + place + ", which is not looked into");
      }
    }
  }
}
