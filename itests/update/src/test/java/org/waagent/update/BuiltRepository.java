// SPDX-License-Identifier: Apache-2.0
package org.waagent.update;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A repository of Maven as it is after {@code mvn install}, without installing anything: the
 * artifacts of this tree as they were built, and links to those of others.
 */
final class BuiltRepository {
  private static final String GROUP = "waagent";
  private static final String VERSION = "3.0.0";

  /** What a feature of a partner is built with, and the poms above that. */
  private static final Map<String, List<String>> ARTIFACTS =
      Map.of(
          "waagent-osgi", List.of("pom.xml"),
          "bundles", List.of("bundles/pom.xml"),
          "api", List.of("bundles/api/pom.xml", "bundles/api/target/api-3.0.0.jar"),
          "os",
              List.of(
                  "bundles/os/pom.xml",
                  "bundles/os/target/os-3.0.0.jar",
                  "bundles/os/target/os-3.0.0-tests.jar"),
          "config", List.of("bundles/config/pom.xml", "bundles/config/target/config-3.0.0.jar"),
          "assembly",
              List.of("runtime/assembly/pom.xml", "runtime/assembly/target/assembly-3.0.0.jar"));

  private final Path folder;

  private BuiltRepository(Path folder) {
    this.folder = folder;
  }

  /**
   * @param folder for it
   * @param root of this tree
   * @param others the repository the tree is built with
   */
  static BuiltRepository make(Path folder, Path root, Path others) throws IOException {
    Path org = Files.createDirectories(folder.resolve("org"));
    link(others, folder, "org");
    link(others.resolve("org"), org, GROUP);
    for (Map.Entry<String, List<String>> artifact : ARTIFACTS.entrySet()) {
      String name = artifact.getKey();
      Path place = Files.createDirectories(org.resolve(GROUP).resolve(name).resolve(VERSION));
      for (String file : artifact.getValue()) {
        String kept = file.endsWith(".jar") ? name(file) : name + "-" + VERSION + ".pom";
        Files.copy(root.resolve(file), place.resolve(kept));
      }
    }
    return new BuiltRepository(folder);
  }

  private static String name(String file) {
    return file.substring(file.lastIndexOf('/') + 1);
  }

  private static void link(Path from, Path to, String except) throws IOException {
    try (Stream<Path> all = Files.list(from)) {
      for (Path one : all.toList()) {
        if (!one.getFileName().toString().equals(except)) {
          Files.createSymbolicLink(to.resolve(one.getFileName()), one);
        }
      }
    }
  }

  /** Words for Maven, which then needs no network. */
  String words() {
    return "-o -Dmaven.repo.local=" + folder;
  }
}
