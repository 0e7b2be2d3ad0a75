// SPDX-License-Identifier: Apache-2.0
package org.waagent.assembly;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Launcher and framework that go into an archive.
 *
 * @param jars both, or none
 */
record PackedClassPath(List<Jar> jars) {
  static final PackedClassPath NONE = new PackedClassPath(List.of());

  private static final String LICENSE = "Apache-2.0";

  /**
   * One of them.
   *
   * @param id of its artifact
   * @param entry in the archive
   */
  record Jar(ArtifactId id, String entry, byte[] content) {
    String license() {
      return LICENSE;
    }
  }

  /**
   * @param lib folder of an installation with both
   * @throws AssemblyException if the feature is not the agent's, or one is missing
   */
  static PackedClassPath read(Path lib, PackedFeature feature)
      throws IOException, AssemblyException {
    JsonObject extensions = feature.json().getAsJsonObject("extensions");
    if (!extensions.has("launch-framework")) {
      throw new AssemblyException(
          feature.id().classifier() + " names no framework, so it can bring none");
    }
    ArtifactId framework = FeatureFile.framework(extensions.getAsJsonObject("launch-framework"));
    ArtifactId launcher = new ArtifactId("org.waagent", "launcher", "", feature.id().version());
    List<Jar> jars = new ArrayList<>();
    for (var one : Map.of("felix.jar", framework, "launcher.jar", launcher).entrySet()) {
      Path jar = lib.resolve(one.getKey());
      if (!Files.exists(jar)) {
        throw new AssemblyException("there is no " + jar);
      }
      jars.add(new Jar(one.getValue(), "lib/" + one.getKey(), Files.readAllBytes(jar)));
    }
    jars.sort((one, other) -> one.entry().compareTo(other.entry()));
    return new PackedClassPath(List.copyOf(jars));
  }

  TreeMap<String, byte[]> entries() {
    TreeMap<String, byte[]> entries = new TreeMap<>();
    jars.forEach(jar -> entries.put(jar.entry(), jar.content()));
    return entries;
  }
}
