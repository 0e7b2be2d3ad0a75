// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.waagent.os.Files;
import org.waagent.os.Mode;

/** A set as files: for the updater {@code set.json}, for the launcher two plain lists. */
final class SetFiles {
  private static final int MOST_BYTES = 4 << 20;

  private final Supplier<Files> files;
  private final Places places;
  private final VerbList verbs;

  SetFiles(Supplier<Files> files, Places places) {
    this.files = files;
    this.places = places;
    this.verbs = new VerbList(files);
  }

  /** Writes a set; what the launcher looks for first comes last. */
  void write(FeatureSet set) throws IOException {
    Path folder = places.set(set.id());
    files.get().makeFolder(folder, Mode.OWNER_FOLDER);
    write(folder.resolve("set.json"), new Gson().toJson(json(set)) + "\n");
    List<Path> jars = set.bundles().stream().map(places::file).toList();
    write(folder.resolve("verbs.list"), lines(verbs.of(jars)));
    write(folder.resolve("bundles.list"), lines(list(set)));
  }

  FeatureSet read(String id) throws IOException {
    Path file = places.set(id).resolve("set.json");
    String text = files.get().readText(file, MOST_BYTES);
    try {
      return set(JsonParser.parseString(text).getAsJsonObject());
    } catch (RuntimeException e) {
      throw new IOException(file + " is damaged: " + e.getMessage(), e);
    }
  }

  private void write(Path file, String text) throws IOException {
    files.get().write(file, text.getBytes(UTF_8), Mode.OWNER_ONLY);
  }

  private static String lines(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }

  private static List<String> list(FeatureSet set) {
    List<String> lines = new ArrayList<>();
    lines.add("# Made when the set was put together.");
    lines.add("version " + set.agent().version());
    lines.add("feature " + set.agent().name());
    lines.add("installation " + set.installation());
    new TreeMap<>(set.properties())
        .forEach((key, value) -> lines.add("property " + key + "=" + value));
    for (SetJar jar : set.classPath()) {
      lines.add("classpath " + jar.file());
      lines.add("size " + jar.size());
    }
    for (SetBundle bundle : set.bundles()) {
      lines.add("bundle " + bundle.file());
      lines.add("size " + bundle.size());
    }
    return lines;
  }

  private static JsonObject json(FeatureSet set) {
    JsonObject json = new JsonObject();
    json.addProperty("installation", set.installation());
    JsonArray features = new JsonArray();
    for (SetFeature feature : set.features()) {
      JsonObject one = new JsonObject();
      one.addProperty("name", feature.name());
      one.addProperty("version", feature.version());
      one.addProperty("kind", feature.kind());
      features.add(one);
    }
    json.add("features", features);
    JsonArray bundles = new JsonArray();
    set.bundles().forEach(bundle -> bundles.add(json(bundle)));
    json.add("bundles", bundles);
    JsonArray classPath = new JsonArray();
    set.classPath().forEach(jar -> classPath.add(json(jar)));
    json.add("classPath", classPath);
    JsonObject properties = new JsonObject();
    new TreeMap<>(set.properties()).forEach(properties::addProperty);
    json.add("properties", properties);
    return json;
  }

  private static JsonObject json(SetBundle bundle) {
    JsonObject json = new JsonObject();
    json.addProperty("symbolicName", bundle.symbolicName());
    json.addProperty("version", bundle.version());
    json.addProperty("sha256", bundle.sha256());
    json.addProperty("size", bundle.size());
    json.addProperty("level", bundle.level());
    json.addProperty("feature", bundle.feature());
    json.addProperty("sharing", bundle.sharing().name());
    json.addProperty("file", bundle.file());
    return json;
  }

  private static JsonObject json(SetJar jar) {
    JsonObject json = new JsonObject();
    json.addProperty("name", jar.name());
    json.addProperty("sha256", jar.sha256());
    json.addProperty("size", jar.size());
    json.addProperty("file", jar.file());
    return json;
  }

  private static FeatureSet set(JsonObject json) {
    List<SetFeature> features = new ArrayList<>();
    for (JsonElement element : json.getAsJsonArray("features")) {
      JsonObject one = element.getAsJsonObject();
      features.add(new SetFeature(text(one, "name"), text(one, "version"), text(one, "kind")));
    }
    List<SetBundle> bundles = new ArrayList<>();
    json.getAsJsonArray("bundles").forEach(one -> bundles.add(bundle(one.getAsJsonObject())));
    List<SetJar> classPath = new ArrayList<>();
    json.getAsJsonArray("classPath").forEach(one -> classPath.add(jar(one.getAsJsonObject())));
    Map<String, String> properties = new LinkedHashMap<>();
    JsonObject given = json.getAsJsonObject("properties");
    given.entrySet().forEach(one -> properties.put(one.getKey(), one.getValue().getAsString()));
    return new FeatureSet(text(json, "installation"), features, bundles, classPath, properties);
  }

  private static SetJar jar(JsonObject json) {
    return new SetJar(
        text(json, "name"), text(json, "sha256"), json.get("size").getAsLong(), text(json, "file"));
  }

  private static SetBundle bundle(JsonObject json) {
    return new SetBundle(
        text(json, "symbolicName"),
        text(json, "version"),
        text(json, "sha256"),
        json.get("size").getAsLong(),
        json.get("level").getAsInt(),
        text(json, "feature"),
        SetBundle.Sharing.valueOf(text(json, "sharing")),
        text(json, "file"));
  }

  private static String text(JsonObject json, String key) {
    return json.get(key).getAsString();
  }
}
