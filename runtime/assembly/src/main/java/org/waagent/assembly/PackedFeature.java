// SPDX-License-Identifier: Apache-2.0
package org.waagent.assembly;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * A feature with its bundles at hand.
 *
 * @param id its classifier is the short name
 * @param json as it goes into the archive: each bundle has the name and version of its manifest
 * @param bundles in the order of the file
 */
record PackedFeature(ArtifactId id, JsonObject json, List<PackedBundle> bundles) {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  /**
   * @throws AssemblyException if the file is no feature, or a jar is missing or another one
   */
  static PackedFeature read(Path file, Path jars) throws IOException, AssemblyException {
    try {
      JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
      ArtifactId id = ArtifactId.parse(json.get("id").getAsString());
      List<PackedBundle> bundles = new ArrayList<>();
      for (JsonElement element : json.getAsJsonArray("bundles")) {
        JsonObject bundle = element.getAsJsonObject();
        PackedBundle packed = PackedBundle.read(bundle, jars);
        put(bundle, "symbolicName", packed.symbolicName());
        put(bundle, "version", packed.version());
        bundles.add(packed);
      }
      requireKind(json);
      return new PackedFeature(id, json, bundles);
    } catch (IllegalStateException | NullPointerException | ClassCastException e) {
      throw new AssemblyException(file + " is not a feature: " + e.getMessage());
    } catch (AssemblyException e) {
      throw new AssemblyException(file + ": " + e.getMessage());
    }
  }

  private static void put(JsonObject bundle, String name, String value) throws AssemblyException {
    JsonElement there = bundle.get(name);
    if (there != null && !there.getAsString().equals(value)) {
      throw new AssemblyException(
          "%s is %s in the jar of %s".formatted(name, value, bundle.get("id").getAsString()));
    }
    bundle.addProperty(name, value);
  }

  private static void requireKind(JsonObject json) throws AssemblyException {
    JsonObject extension = json.getAsJsonObject("extensions").getAsJsonObject("waagent");
    if (extension == null || !extension.getAsJsonObject("json").has("feature")) {
      throw new AssemblyException("the extension waagent does not tell whose feature it is");
    }
  }

  /** What is in the archive, without what is made from it. */
  TreeMap<String, byte[]> entries() {
    TreeMap<String, byte[]> entries = new TreeMap<>();
    entries.put("feature.json", text(json));
    bundles.forEach(bundle -> entries.put("bundles/" + bundle.id().fileName(), bundle.content()));
    return entries;
  }

  /** A document as it is packed. */
  static byte[] text(JsonObject json) {
    return (GSON.toJson(json) + "\n").getBytes(UTF_8);
  }
}
