// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.verb;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.waagent.os.Files;
import org.waagent.updater.State;
import org.waagent.updater.archive.BundleEntry;
import org.waagent.updater.archive.Feature;
import org.waagent.updater.archive.InstalledFeature;
import org.waagent.updater.archive.Ranges;

/** All that is known of one feature. */
final class Explained {
  private static final int MOST_BYTES = 4 << 20;

  private final Files files;
  private final Path archives;

  /**
   * @param archives folder with what is kept of each feature that was installed
   */
  Explained(Files files, Path archives) {
    this.files = files;
    this.archives = archives;
  }

  /** For programs. */
  JsonObject json(Overview overview, State.Installed installed) throws IOException {
    JsonObject json = overview.json(installed);
    String fullName = installed.name() + "-" + installed.version();
    if (!files.exists(archives.resolve(fullName))) {
      json.addProperty("origin", "installation");
      return json;
    }
    Feature feature = InstalledFeature.in(files, archives).read(fullName);
    json.addProperty("origin", "archive");
    json.addProperty("description", feature.description());
    json.add("uses", UsesText.json(feature.uses()));
    json.add("ranges", ranges(feature.ranges()));
    JsonArray bundles = new JsonArray();
    for (BundleEntry bundle : feature.bundles()) {
      JsonObject one = new JsonObject();
      one.addProperty("bundle", bundle.symbolicName());
      one.addProperty("version", bundle.version().toString());
      one.addProperty("sha256", bundle.sha256());
      bundles.add(one);
    }
    json.add("bundles", bundles);
    json.add("components", components(fullName));
    return json;
  }

  private static JsonObject ranges(Ranges ranges) {
    JsonObject json = new JsonObject();
    ranges.agent().ifPresent(range -> json.addProperty("agent", range.toString()));
    ranges.java().ifPresent(range -> json.addProperty("java", range.toString()));
    json.addProperty("os", String.join(",", ranges.os()));
    JsonObject api = new JsonObject();
    new TreeMap<>(ranges.api()).forEach((name, range) -> api.addProperty(name, range.toString()));
    json.add("api", api);
    return json;
  }

  /** What is in it, by its bill of materials. */
  private JsonArray components(String fullName) throws IOException {
    JsonArray components = new JsonArray();
    try {
      String text = files.readText(archives.resolve(fullName).resolve("sbom.json"), MOST_BYTES);
      JsonElement all = JsonParser.parseString(text).getAsJsonObject().get("components");
      for (JsonElement component : all == null ? new JsonArray() : all.getAsJsonArray()) {
        JsonObject one = component.getAsJsonObject();
        components.add(text(one, "name") + " " + text(one, "version") + licenses(one));
      }
      return components;
    } catch (RuntimeException e) {
      throw new IOException("the bill of materials of " + fullName + " is damaged", e);
    }
  }

  private static String text(JsonObject json, String name) {
    JsonElement value = json.get(name);
    return value == null ? "" : value.getAsString();
  }

  private static String licenses(JsonObject component) {
    JsonElement licenses = component.get("licenses");
    List<String> names = new ArrayList<>();
    for (JsonElement one : licenses == null ? new JsonArray() : licenses.getAsJsonArray()) {
      JsonObject license = one.getAsJsonObject().getAsJsonObject("license");
      Optional.ofNullable(license).map(l -> text(l, "id")).ifPresent(names::add);
    }
    return names.isEmpty() ? "" : " (" + String.join(", ", names) + ")";
  }

  /** For people. */
  static List<String> lines(JsonObject json) {
    List<String> lines = new ArrayList<>();
    lines.add(text(json, "name") + " " + text(json, "version") + ", " + text(json, "kind"));
    add(lines, "description", json);
    JsonObject quarantine = json.getAsJsonObject("quarantine");
    if (quarantine != null) {
      lines.add(
          "in quarantine since " + text(quarantine, "since") + ": " + text(quarantine, "reason"));
    }
    if (text(json, "origin").equals("installation")) {
      lines.add("it came with the installation");
      return lines;
    }
    lines.add("may use:");
    for (var use : json.getAsJsonObject("uses").entrySet()) {
      lines.add("  " + use.getKey() + " " + use.getValue());
    }
    lines.add("asked for and did not get:");
    for (JsonElement refused : json.getAsJsonArray("refused")) {
      JsonObject one = refused.getAsJsonObject();
      lines.add(
          "  %s, %s times, last %s"
              .formatted(text(one, "what"), text(one, "times"), text(one, "last")));
    }
    lines.add("needs: " + json.getAsJsonObject("ranges"));
    lines.add("bundles:");
    for (JsonElement bundle : json.getAsJsonArray("bundles")) {
      JsonObject one = bundle.getAsJsonObject();
      lines.add(
          "  " + text(one, "sha256") + "  " + text(one, "bundle") + "-" + text(one, "version"));
    }
    lines.add("made of:");
    json.getAsJsonArray("components").forEach(one -> lines.add("  " + one.getAsString()));
    return lines;
  }

  private static void add(List<String> lines, String name, JsonObject json) {
    if (!text(json, name).isEmpty()) {
      lines.add(text(json, name));
    }
  }
}
