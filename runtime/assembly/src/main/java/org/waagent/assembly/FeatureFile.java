// SPDX-License-Identifier: Apache-2.0
package org.waagent.assembly;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A feature in the JSON of the OSGi Feature Service specification.
 *
 * @param id of the feature; its classifier is the short name
 * @param bundles in start order
 * @param framework the framework that runs them
 * @param properties of the framework
 */
record FeatureFile(
    ArtifactId id, List<ArtifactId> bundles, ArtifactId framework, Map<String, String> properties) {
  private static final String LEVEL = "bundleStartLevel";

  static FeatureFile read(Path file) throws IOException, AssemblyException {
    try {
      return of(JsonParser.parseString(Files.readString(file)).getAsJsonObject());
    } catch (RuntimeException e) {
      throw new AssemblyException(file + " is not a feature: " + e.getMessage());
    }
  }

  private static FeatureFile of(JsonObject json) throws AssemblyException {
    List<JsonObject> entries = new ArrayList<>();
    for (JsonElement bundle : json.getAsJsonArray("bundles")) {
      entries.add(bundle.getAsJsonObject());
    }
    entries.sort(Comparator.comparingInt(entry -> entry.get(LEVEL).getAsInt()));
    List<ArtifactId> bundles = new ArrayList<>();
    for (JsonObject entry : entries) {
      bundles.add(ArtifactId.parse(entry.get("id").getAsString()));
    }
    JsonObject extensions = json.getAsJsonObject("extensions");
    return new FeatureFile(
        ArtifactId.parse(json.get("id").getAsString()),
        bundles,
        framework(extensions.getAsJsonObject("launch-framework")),
        properties(extensions.getAsJsonObject("framework-launching-properties")));
  }

  static ArtifactId framework(JsonObject extension) throws AssemblyException {
    JsonObject first = extension.getAsJsonArray("artifacts").get(0).getAsJsonObject();
    return ArtifactId.parse(first.get("id").getAsString());
  }

  private static Map<String, String> properties(JsonObject extension) {
    Map<String, String> properties = new TreeMap<>();
    if (extension != null) {
      extension
          .getAsJsonObject("json")
          .entrySet()
          .forEach(entry -> properties.put(entry.getKey(), entry.getValue().getAsString()));
    }
    return properties;
  }

  String name() {
    return id.classifier();
  }

  /**
   * What the launcher reads at start.
   *
   * @param property of the framework that all features have
   */
  List<String> lines(String property) {
    List<String> lines = new ArrayList<>();
    lines.add("# Made from " + name() + ".json when the feature was installed.");
    lines.add("version " + id.version());
    lines.add("property " + property);
    properties.forEach((key, value) -> lines.add("property " + key + "=" + value));
    bundles.forEach(bundle -> lines.add("bundle " + bundle.fileName()));
    return lines;
  }
}
