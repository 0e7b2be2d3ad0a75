// SPDX-License-Identifier: Apache-2.0
package org.waagent.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The source tree with what was built in it. */
final class Repository {
  /** The bundles of ours that hold classes, by their folders: a new one is seen by itself. */
  static final List<String> BUNDLES = foldersWithSources();

  private Repository() {}

  static Path root() {
    String root = System.getProperty("waagent.root", "../..");
    return Path.of(root).toAbsolutePath().normalize();
  }

  private static List<String> foldersWithSources() {
    try (Stream<Path> folders = Files.list(root().resolve("bundles"))) {
      return folders
          .filter(folder -> Files.isDirectory(folder.resolve("src/main/java")))
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException("can't list the bundles", e);
    }
  }

  static List<Bundle> bundles() {
    return BUNDLES.stream().map(Repository::bundle).toList();
  }

  static Bundle bundle(String name) {
    Path target = root().resolve("bundles").resolve(name).resolve("target");
    List<Path> jars = jars(target).filter(jar -> isMain(jar, name)).toList();
    if (jars.size() != 1) {
      throw new IllegalStateException("expected one built jar of " + name + ", found " + jars);
    }
    return Bundle.read(name, jars.get(0));
  }

  /** Every jar that a build of ours made below {@code bundles}, also the wrapper of a library. */
  static List<Path> builtJars() {
    try (Stream<Path> folders = Files.list(root().resolve("bundles"))) {
      return folders.sorted().flatMap(folder -> jars(folder.resolve("target"))).toList();
    } catch (IOException e) {
      throw new IllegalStateException("can't list the bundles", e);
    }
  }

  private static Stream<Path> jars(Path target) {
    if (!Files.isDirectory(target)) {
      return Stream.empty();
    }
    try (Stream<Path> files = Files.list(target)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList().stream();
    } catch (IOException e) {
      throw new IllegalStateException("can't list " + target, e);
    }
  }

  private static boolean isMain(Path jar, String name) {
    String file = jar.getFileName().toString();
    return file.startsWith(name + "-") && !file.contains("-tests") && !file.contains("-sources");
  }
}
