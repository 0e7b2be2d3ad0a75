// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.store;

import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.waagent.os.Files;

/** Launcher and framework of the installation, which run where a set brings none. */
public final class ClassPath {
  /** File names of the launcher and the framework, in the order of the class path. */
  public static final List<String> NAMES = List.of("launcher.jar", "felix.jar");

  private final Supplier<Files> files;
  private final Places places;
  private final Manifests manifests;

  ClassPath(Supplier<Files> files, Places places) {
    this.files = files;
    this.places = places;
    this.manifests = new Manifests(files);
  }

  /** Version of the framework, as its manifest has it. */
  public String framework() throws IOException {
    return manifests.version(places.installedLib().resolve(NAMES.get(1)));
  }

  /** Its jar with that content. */
  public Optional<SetJar> find(String sha256) throws IOException {
    return jars().stream().filter(jar -> jar.sha256().equals(sha256)).findFirst();
  }

  /** What a set has to bring: nothing where its jars are those of the installation. */
  public List<SetJar> beside(List<SetJar> jars) throws IOException {
    var here = jars().stream().map(SetJar::sha256).collect(toSet());
    return jars.stream().allMatch(jar -> here.contains(jar.sha256())) ? List.of() : jars;
  }

  private List<SetJar> jars() throws IOException {
    List<SetJar> jars = new ArrayList<>();
    for (String name : NAMES) {
      Path path = places.installedLib().resolve(name);
      long size = files.get().look(path).map(facts -> facts.size()).orElse(0L);
      if (size > 0) {
        jars.add(new SetJar(name, manifests.digest(path), size, name));
      }
    }
    return jars;
  }
}
