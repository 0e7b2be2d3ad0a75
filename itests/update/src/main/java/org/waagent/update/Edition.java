// SPDX-License-Identifier: Apache-2.0
package org.waagent.update;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A version of the agent's feature: what is built, and what the tests change of it. Immutable.
 *
 * @param feature its description, as text
 * @param jars the bundles, by the file name that the description gives them
 */
public record Edition(String feature, Map<String, Path> jars) {
  private static final String BUNDLES = "bundles";

  public Edition {
    jars = Collections.unmodifiableMap(new LinkedHashMap<>(jars));
  }

  /** What is installed. */
  public static Edition installed(Path installation) throws IOException {
    Map<String, Path> jars = new LinkedHashMap<>();
    String text = Files.readString(installation.resolve("features/standard.json"));
    for (JsonElement bundle :
        JsonParser.parseString(text).getAsJsonObject().getAsJsonArray(BUNDLES)) {
      String name = file(id(bundle));
      jars.put(name, installation.resolve(BUNDLES).resolve(name));
    }
    return new Edition(text, jars);
  }

  /**
   * A feature of a partner, without bundles yet.
   *
   * @param range of the versions of {@code org.waagent.plugin} that it can do with
   */
  static Edition partner(String name, String version, String range) {
    String text =
        """
        {"feature-resource-version": "1.0", "id": "com.example:%1$s:json:%1$s:%2$s", "name": "%1$s",
         "description": "A feature of somebody else.", "bundles": [],
         "extensions": {"waagent": {"kind": "mandatory", "json": {
           "feature": "partner", "agent": "[3.0,4)", "api": {"org.waagent.plugin": "%3$s"},
           "java": "[17,26)", "os": ["linux"],
           "uses": {"ports": [], "read": [], "write": [], "programs": [], "hosts": [], "pids": [],
                    "direct": false}}}}}
        """;
    return new Edition(text.formatted(name, version, range), Map.of());
  }

  /** The jar of an artifact of the installation. */
  static Path jar(Path installation, String artifact) throws IOException {
    try (Stream<Path> all = Files.list(installation.resolve(BUNDLES))) {
      return all.filter(jar -> jar.getFileName().toString().matches(artifact + "-\\d.*"))
          .findFirst()
          .orElseThrow();
    }
  }

  /** Name and version of the feature, as archives are called. */
  public String fullName() {
    List<String> parts = id();
    return parts.get(3) + "-" + parts.get(4);
  }

  public String version() {
    return id().get(4);
  }

  /** The same under another version; its bundles stay. */
  public Edition version(String version) {
    JsonObject json = json();
    List<String> parts = id();
    json.addProperty("id", String.join(":", parts.subList(0, 4)) + ":" + version);
    return new Edition(json.toString(), jars);
  }

  /** The same with bundles that are another version of themselves. */
  public Edition renewing(Path folder, String version, String... artifacts) throws IOException {
    return renewing(folder, Rejar.version(version), version, artifacts);
  }

  /** The same with bundles rewritten. */
  Edition renewing(Path folder, Rejar rejar, String version, String... artifacts)
      throws IOException {
    JsonObject json = json();
    Map<String, Path> others = new LinkedHashMap<>(jars);
    for (JsonElement bundle : json.getAsJsonArray(BUNDLES)) {
      List<String> parts = List.of(id(bundle).split(":"));
      if (Arrays.asList(artifacts).contains(parts.get(1))) {
        String next = String.join(":", parts.get(0), parts.get(1), version);
        Path jar = Files.createDirectories(folder).resolve(file(next));
        rejar.write(others.remove(file(id(bundle))), jar);
        others.put(file(next), jar);
        bundle.getAsJsonObject().addProperty("id", next);
      }
    }
    return new Edition(json.toString(), others);
  }

  /** The same with one bundle more, which starts last. */
  public Edition with(String id, Path jar) {
    JsonObject json = json();
    JsonObject bundle = new JsonObject();
    bundle.addProperty("id", id);
    bundle.addProperty("bundleStartLevel", 20);
    JsonArray bundles = json.getAsJsonArray(BUNDLES);
    bundles.add(bundle);
    Map<String, Path> more = new LinkedHashMap<>(jars);
    more.put(file(id), jar);
    return new Edition(json.toString(), more);
  }

  /** The same for other agents than this one. */
  Edition forAgents(String range) {
    JsonObject json = json();
    json.getAsJsonObject("extensions")
        .getAsJsonObject("waagent")
        .getAsJsonObject("json")
        .addProperty("agent", range);
    return new Edition(json.toString(), jars);
  }

  /** The same on another framework. */
  Edition on(String version) {
    JsonObject json = json();
    JsonObject framework =
        json.getAsJsonObject("extensions")
            .getAsJsonObject("launch-framework")
            .getAsJsonArray("artifacts")
            .get(0)
            .getAsJsonObject();
    String id = framework.get("id").getAsString();
    framework.addProperty("id", id.substring(0, id.lastIndexOf(':') + 1) + version);
    return new Edition(json.toString(), jars);
  }

  /** The same with ports that it declares. */
  Edition declaring(String... ports) {
    JsonObject json = json();
    JsonArray declared = new JsonArray();
    Arrays.asList(ports).forEach(declared::add);
    json.getAsJsonObject("extensions")
        .getAsJsonObject("waagent")
        .getAsJsonObject("json")
        .getAsJsonObject("uses")
        .add("ports", declared);
    return new Edition(json.toString(), jars);
  }

  private JsonObject json() {
    return JsonParser.parseString(feature).getAsJsonObject();
  }

  private List<String> id() {
    return List.of(json().get("id").getAsString().split(":"));
  }

  private static String id(JsonElement bundle) {
    return bundle.getAsJsonObject().get("id").getAsString();
  }

  private static String file(String id) {
    String[] parts = id.split(":");
    return parts[1] + "-" + parts[parts.length - 1] + ".jar";
  }
}
