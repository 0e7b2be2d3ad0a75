// SPDX-License-Identifier: Apache-2.0
package org.waagent.assembly;

import com.google.gson.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;

/** A bundle of a feature, with what its manifest tells. */
final class PackedBundle {
  /** Names the artifacts a bundle was made from: {@code "group:artifact:version";license=...}. */
  private static final String CARRIES = "Waagent-Carries";

  private final ArtifactId id;
  private final byte[] content;
  private final Attributes headers;
  private final String license;

  private PackedBundle(ArtifactId id, byte[] content, Attributes headers, String license) {
    this.id = id;
    this.content = content.clone();
    this.headers = headers;
    this.license = license;
  }

  /**
   * A library that is in a bundle.
   *
   * @param id of its artifact
   * @param license empty if it is not known
   */
  record Carried(ArtifactId id, String license) {}

  /**
   * @param json its entry in the feature
   * @param jars where its jar is
   */
  static PackedBundle read(JsonObject json, Path jars) throws IOException, AssemblyException {
    ArtifactId id = ArtifactId.parse(json.get("id").getAsString());
    Path jar = jars.resolve(id.fileName());
    if (!Files.exists(jar)) {
      throw new AssemblyException("there is no " + jar);
    }
    byte[] content = Files.readAllBytes(jar);
    String license = json.has("license") ? json.get("license").getAsString() : "";
    try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(content), false)) {
      Manifest manifest = in.getManifest();
      if (manifest == null
          || manifest.getMainAttributes().getValue("Bundle-SymbolicName") == null) {
        throw new AssemblyException(jar + " is no bundle, or its manifest is not its first file");
      }
      return new PackedBundle(id, content, manifest.getMainAttributes(), license);
    }
  }

  ArtifactId id() {
    return id;
  }

  byte[] content() {
    return content.clone();
  }

  String symbolicName() {
    return Clause.all(header("Bundle-SymbolicName")).get(0).name();
  }

  String version() {
    String version = header("Bundle-Version").strip();
    return version.isEmpty() ? "0.0.0" : version;
  }

  /** As the feature or the manifest has it; empty if neither tells. */
  String license() {
    List<Clause> told = Clause.all(header("Bundle-License"));
    return !license.isEmpty() || told.isEmpty() ? license : told.get(0).name();
  }

  /** What else is in it. */
  List<Carried> carried() throws AssemblyException {
    List<Carried> carried = new ArrayList<>();
    for (Clause clause : Clause.all(header(CARRIES))) {
      carried.add(new Carried(ArtifactId.parse(clause.name()), clause.attribute("license")));
    }
    return carried;
  }

  private String header(String name) {
    String value = headers.getValue(name);
    return value == null ? "" : value;
  }
}
