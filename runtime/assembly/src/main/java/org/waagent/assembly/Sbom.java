// SPDX-License-Identifier: Apache-2.0
package org.waagent.assembly;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The bill of materials of a feature, in the JSON of CycloneDX 1.6. */
final class Sbom {
  /** Identifiers of the SPDX list that are met; the schema allows no others as an id. */
  private static final Set<String> SPDX =
      Set.of("Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "EPL-2.0", "ISC", "MIT", "MPL-2.0");

  /** Where manifests tell a place instead. */
  private static final Map<String, String> PLACES =
      Map.of(
          "https://www.apache.org/licenses/license-2.0.txt", "Apache-2.0",
          "http://www.apache.org/licenses/license-2.0.txt", "Apache-2.0",
          "https://www.apache.org/licenses/license-2.0", "Apache-2.0",
          "https://opensource.org/licenses/apache-2.0", "Apache-2.0",
          "https://opensource.org/licenses/mit", "MIT");

  private Sbom() {}

  static byte[] of(PackedFeature feature, PackedClassPath classPath) throws AssemblyException {
    JsonArray components = new JsonArray();
    JsonArray parts = new JsonArray();
    StringBuilder content = new StringBuilder(feature.id().toString());
    for (PackedBundle bundle : feature.bundles()) {
      JsonObject component = bundle(bundle);
      components.add(component);
      parts.add(bundle.id().purl());
      content.append(component);
    }
    for (PackedClassPath.Jar jar : classPath.jars()) {
      JsonObject component = hashed(library(jar.id(), jar.license()), jar.content());
      components.add(component);
      parts.add(jar.id().purl());
      content.append(component);
    }
    JsonObject root = component("application", purl(feature.id()), feature.id().classifier());
    root.addProperty("version", feature.id().version());
    JsonObject metadata = new JsonObject();
    metadata.add("component", root);
    JsonObject bom = new JsonObject();
    bom.addProperty("bomFormat", "CycloneDX");
    bom.addProperty("specVersion", "1.6");
    bom.addProperty(
        "serialNumber", "urn:uuid:" + UUID.nameUUIDFromBytes(content.toString().getBytes(UTF_8)));
    bom.addProperty("version", 1);
    bom.add("metadata", metadata);
    bom.add("components", components);
    bom.add("dependencies", dependencies(purl(feature.id()), parts));
    return PackedFeature.text(bom);
  }

  private static String purl(ArtifactId feature) {
    return feature.purl() + "&type=json";
  }

  private static JsonArray dependencies(String feature, JsonArray parts) {
    JsonObject dependency = new JsonObject();
    dependency.addProperty("ref", feature);
    dependency.add("dependsOn", parts);
    JsonArray dependencies = new JsonArray();
    dependencies.add(dependency);
    return dependencies;
  }

  private static JsonObject bundle(PackedBundle bundle) throws AssemblyException {
    JsonObject component = hashed(library(bundle.id(), bundle.license()), bundle.content());
    JsonArray carried = new JsonArray();
    for (PackedBundle.Carried library : bundle.carried()) {
      JsonObject inside = library(library.id(), library.license());
      // The same library may be in several bundles, and a reference is unique.
      inside.addProperty("bom-ref", bundle.id().purl() + "#" + library.id().artifact());
      carried.add(inside);
    }
    if (!carried.isEmpty()) {
      component.add("components", carried);
    }
    return component;
  }

  private static JsonObject hashed(JsonObject component, byte[] content) {
    JsonObject hash = new JsonObject();
    hash.addProperty("alg", "SHA-256");
    hash.addProperty("content", Sha256.hex(content));
    JsonArray hashes = new JsonArray();
    hashes.add(hash);
    component.add("hashes", hashes);
    return component;
  }

  private static JsonObject library(ArtifactId id, String license) {
    JsonObject component = component("library", id.purl(), id.artifact());
    component.addProperty("group", id.group());
    component.addProperty("version", id.version());
    component.addProperty("purl", id.purl());
    if (!license.isEmpty()) {
      JsonArray licenses = new JsonArray();
      licenses.add(license(license));
      component.add("licenses", licenses);
    }
    return component;
  }

  private static JsonObject component(String type, String reference, String name) {
    JsonObject component = new JsonObject();
    component.addProperty("type", type);
    component.addProperty("bom-ref", reference);
    component.addProperty("name", name);
    return component;
  }

  private static JsonObject license(String told) {
    String name = PLACES.getOrDefault(told.toLowerCase(Locale.ROOT), told);
    JsonObject license = new JsonObject();
    license.addProperty(SPDX.contains(name) ? "id" : "name", name);
    JsonObject choice = new JsonObject();
    choice.add("license", license);
    return choice;
  }
}
