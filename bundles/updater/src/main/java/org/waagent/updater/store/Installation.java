// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.store;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.waagent.os.Files;

/** The set that the installation brings. Its bundles are used where they are. */
final class Installation {
  private static final int MOST_BYTES = 4 << 20;
  private static final String VERSION = "version ";

  private final Supplier<Files> files;
  private final Places places;
  private final String feature;
  private final Manifests manifests;

  Installation(Supplier<Files> files, Places places, String feature) {
    this.files = files;
    this.places = places;
    this.feature = feature;
    this.manifests = new Manifests(files);
  }

  FeatureSet set() throws IOException {
    return read(Map.of());
  }

  /** The same; bundles that a set made of this installation has are taken from there. */
  FeatureSet set(FeatureSet other) throws IOException {
    Map<String, SetBundle> known = new HashMap<>();
    if (other.installation().equals(name())) {
      other.bundles().forEach(bundle -> known.put(bundle.file(), bundle));
    }
    return read(known);
  }

  /** Feature and version, as sets that are made on it have them. */
  String name() throws IOException {
    SetFeature own = feature();
    return own.name() + " " + own.version();
  }

  private FeatureSet read(Map<String, SetBundle> known) throws IOException {
    Map<String, Integer> levels = levels();
    List<SetBundle> bundles = new ArrayList<>();
    Map<String, String> properties = new HashMap<>();
    for (String line : text(feature + ".list").split("\n")) {
      String[] words = line.split(" ", 2);
      String value = words.length == 2 ? words[1] : "";
      switch (words[0]) {
        case "property" -> {
          int equals = value.indexOf('=');
          properties.put(value.substring(0, equals), value.substring(equals + 1));
        }
        case "bundle" -> bundles.add(bundle(value, levels.getOrDefault(value, 1), known));
        default -> {
          // A comment, or a fact for the launcher alone.
        }
      }
    }
    return new FeatureSet(name(), List.of(feature()), bundles, List.of(), properties);
  }

  /** The feature that it is made of. */
  SetFeature feature() throws IOException {
    String version =
        text(feature + ".list")
            .lines()
            .filter(line -> line.startsWith(VERSION))
            .map(line -> line.substring(VERSION.length()))
            .findFirst()
            .orElse("unknown");
    return new SetFeature(feature, version, SetFeature.AGENT);
  }

  private SetBundle bundle(String name, int level, Map<String, SetBundle> known)
      throws IOException {
    SetBundle there = known.get(name);
    return there == null
        ? manifests.read(name, places.installedBundles().resolve(name), level, feature)
        : there.as(level, feature);
  }

  private Map<String, Integer> levels() throws IOException {
    Map<String, Integer> levels = new HashMap<>();
    try {
      JsonObject json = JsonParser.parseString(text(feature + ".json")).getAsJsonObject();
      for (JsonElement element : json.getAsJsonArray("bundles")) {
        JsonObject bundle = element.getAsJsonObject();
        String[] id = bundle.get("id").getAsString().split(":");
        levels.put(
            id[1] + "-" + id[id.length - 1] + ".jar", bundle.get("bundleStartLevel").getAsInt());
      }
    } catch (RuntimeException e) {
      throw new IOException(feature + ".json of the installation is damaged", e);
    }
    return levels;
  }

  private String text(String name) throws IOException {
    return files.get().readText(places.installedFeatures().resolve(name), MOST_BYTES);
  }
}
