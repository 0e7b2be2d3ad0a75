// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.store;

import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  /**
   * What a set has to bring: nothing where its jars are those of the installation.
   *
   * @param here those of the installation
   */
  public static List<SetJar> beside(List<SetJar> here, List<SetJar> jars) {
    var known = here.stream().map(SetJar::sha256).collect(toSet());
    return jars.stream().allMatch(jar -> known.contains(jar.sha256())) ? List.of() : jars;
  }

  /** Both, as far as they are there. Each is read whole. */
  public List<SetJar> jars() throws IOException {
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
