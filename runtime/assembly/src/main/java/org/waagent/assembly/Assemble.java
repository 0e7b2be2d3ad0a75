// SPDX-License-Identifier: Apache-2.0
package org.waagent.assembly;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Makes the folder that gets installed, from feature files and a folder of jars.
 *
 * <p>Arguments: folder of feature files, folder of jars, folder to fill, time stamp of all files.
 */
public final class Assemble {
  private static final String KNOWN_KEYS = "org/waagent/config/known-keys";

  private final Path features;
  private final Path jars;
  private final Path target;
  private final Set<String> used = new TreeSet<>();
  private final Completions completions = new Completions();

  Assemble(Path features, Path jars, Path target) {
    this.features = features;
    this.jars = jars;
    this.target = target;
  }

  /** Entry for the build. */
  public static void main(String[] arguments) throws IOException, AssemblyException {
    Path target = Path.of(arguments[2]);
    new Assemble(Path.of(arguments[0]), Path.of(arguments[1]), target).run();
    stamp(target, FileTime.from(Instant.parse(arguments[3])));
  }

  void run() throws IOException, AssemblyException {
    Files.createDirectories(target.resolve("bundles"));
    Files.createDirectories(target.resolve("lib"));
    Files.createDirectories(target.resolve("features"));
    for (Path file : list(features)) {
      if (file.toString().endsWith(".md")) {
        continue;
      }
      copy(file, target.resolve("features").resolve(file.getFileName()));
      if (file.toString().endsWith(".json")) {
        assemble(FeatureFile.read(file));
      }
    }
    noneLeftOver();
    Path config = target.resolve("config");
    if (Files.exists(config)) {
      completions.fill(config.resolve("completions"));
      Files.write(
          config.resolve("man").resolve("waagent.conf.5"),
          ConfManual.page(Files.readAllLines(config.resolve("waagent.conf")), knownKeys()));
    }
  }

  /** The table of keys, from the bundle that reads the configuration. */
  private List<String> knownKeys() throws IOException {
    for (String name : used) {
      if (name.startsWith("config-")) {
        try (JarFile jar = new JarFile(jars.resolve(name).toFile());
            InputStream table = jar.getInputStream(jar.getEntry(KNOWN_KEYS))) {
          return new String(table.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
      }
    }
    return List.of();
  }

  private void assemble(FeatureFile feature) throws IOException, AssemblyException {
    List<Path> bundles = new ArrayList<>();
    for (ArtifactId id : feature.bundles()) {
      Path bundle = jar(id.fileName());
      bundles.add(bundle);
      copy(bundle, target.resolve("bundles").resolve(id.fileName()));
    }
    copy(jar(feature.framework().fileName()), target.resolve("lib").resolve("felix.jar"));
    copy(
        jar("launcher-" + feature.id().version() + ".jar"),
        target.resolve("lib").resolve("launcher.jar"));
    Path folder = target.resolve("features");
    Files.write(
        folder.resolve(feature.name() + ".list"),
        feature.lines(SystemPackages.PROPERTY + "=" + SystemPackages.list()));
    List<String> verbs = VerbLines.of(bundles);
    Files.write(folder.resolve(feature.name() + ".verbs"), verbs);
    completions.add(verbs);
  }

  private Path jar(String name) throws AssemblyException {
    Path jar = jars.resolve(name);
    if (!Files.exists(jar)) {
      throw new AssemblyException(
          name + " is asked for by a feature, but no dependency of runtime/pom.xml brings it");
    }
    used.add(name);
    return jar;
  }

  private void noneLeftOver() throws IOException, AssemblyException {
    for (Path jar : list(jars)) {
      if (!used.contains(jar.getFileName().toString())) {
        throw new AssemblyException(
            jar.getFileName()
                + " is a dependency of runtime/pom.xml, but in no feature;"
                + " if it is from an earlier build, run mvn clean");
      }
    }
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
  }

  /** A class-data archive is tied to the time stamps of the jars it was made with. */
  private static void stamp(Path folder, FileTime time) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, time);
      }
    }
  }
}
