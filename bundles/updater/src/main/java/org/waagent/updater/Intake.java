// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.waagent.plugin.FrameworkProperties;
import org.waagent.updater.archive.BundleEntry;
import org.waagent.updater.archive.Feature;
import org.waagent.updater.archive.FeatureArchive;
import org.waagent.updater.store.ClassPath;
import org.waagent.updater.store.Composition;
import org.waagent.updater.store.FeatureSet;
import org.waagent.updater.store.SetBundle;
import org.waagent.updater.store.SetFeature;
import org.waagent.updater.store.SetJar;
import org.waagent.updater.store.Store;

/** Takes what a verified archive carries into the store, and makes a set with it. */
final class Intake {
  private final Store store;

  Intake(Store store) {
    this.store = requireNonNull(store, "store");
  }

  /**
   * Stores what is not there yet.
   *
   * @param base id of the set it is added to
   * @return id of the new set
   * @throws IOException also where the feature can't be part of that set
   */
  String take(FeatureArchive archive, String base) throws IOException {
    Feature feature = archive.feature();
    requireFramework(feature);
    List<FeatureSet> known = new ArrayList<>();
    known.add(store.set(base));
    if (!base.equals(FrameworkProperties.INSTALLED)) {
      known.add(store.set(FrameworkProperties.INSTALLED, known.get(0)));
    }
    Map<String, SetBundle> stored = new HashMap<>();
    archive.bundles(
        (entry, content) -> {
          Optional<SetBundle> there = store.find(entry.sha256(), known);
          SetBundle bundle =
              there.isPresent()
                  ? there.get().as(entry.startLevel(), feature.name())
                  : store.put(entry.sha256(), content, entry.startLevel(), feature.name());
          stored.put(entry.file(), bundle);
        });
    SetFeature named =
        new SetFeature(
            feature.name(),
            feature.version().toString(),
            feature.kind().name().toLowerCase(Locale.ROOT));
    store.describe(named, documents(archive));
    try {
      FeatureSet set =
          new Composition(known.get(0)).with(named, ordered(feature, stored), feature.properties());
      return store.keep(named.isAgent() ? set.runBy(classPath(archive)) : set);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static List<SetBundle> ordered(Feature feature, Map<String, SetBundle> stored)
      throws IOException {
    List<BundleEntry> entries = new ArrayList<>(feature.bundles());
    entries.sort(Comparator.comparingInt(BundleEntry::startLevel));
    List<SetBundle> bundles = new ArrayList<>();
    for (BundleEntry entry : entries) {
      SetBundle bundle = stored.get(entry.file());
      if (bundle == null) {
        throw new IOException("the archive has no " + entry.file());
      }
      bundles.add(bundle);
    }
    return bundles;
  }

  /** What a set is run by depends on its archive and the installation, never on what ran before. */
  private void requireFramework(Feature feature) throws IOException {
    String wanted = feature.frameworkVersion();
    if (wanted.isEmpty() || !feature.classPath().isEmpty()) {
      return;
    }
    String installed = store.classPath().framework();
    if (!wanted.equals(installed)) {
      throw new IOException(
          "it needs the framework "
              + wanted
              + " and does not bring it, and "
              + installed
              + " is installed");
    }
  }

  private List<SetJar> classPath(FeatureArchive archive) throws IOException {
    if (archive.feature().classPath().isEmpty()) {
      return List.of();
    }
    List<SetJar> here = store.classPath().jars();
    List<SetJar> jars = new ArrayList<>();
    archive.classPath(
        (entry, content) -> jars.add(store.put(entry.name(), entry.sha256(), content, here)));
    jars.sort(Comparator.comparing(jar -> ClassPath.NAMES.indexOf(jar.name())));
    return ClassPath.beside(here, jars);
  }

  private static Map<String, byte[]> documents(FeatureArchive archive) {
    Map<String, byte[]> documents = new HashMap<>();
    documents.put("feature.json", archive.featureJson());
    documents.put("sbom.json", archive.sbom());
    documents.put("digests", archive.digests());
    archive.signature().ifPresent(signature -> documents.put("digests.p7s", signature));
    return documents;
  }
}
