// SPDX-License-Identifier: Apache-2.0
package org.waagent.simulation;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Jar;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.waagent.agent.Checkout;
import org.waagent.simulation.clock.Activator;

/** A copy of the built installation whose first bundle is the simulated clock. */
final class Installation {
  private static final String FEATURE = "features/standard.list";
  private static final String BUNDLE = "simulated-clock.jar";

  private Installation() {}

  /**
   * @param port where the bundle finds the test
   */
  static Path in(Path folder, int port) throws Exception {
    copy(Checkout.installation(), folder);
    bundle(folder.resolve("bundles").resolve(BUNDLE));
    List<String> lines = Files.readAllLines(folder.resolve(FEATURE));
    int first = 0;
    while (!lines.get(first).startsWith("bundle ")) {
      first++;
    }
    lines.add(first, "bundle " + BUNDLE);
    lines.add("property org.waagent.simulation.port=" + port);
    Files.write(folder.resolve(FEATURE), lines);
    return folder;
  }

  // Without the class-data archive: it fits only what it was made of.
  private static void copy(Path installation, Path target) throws IOException {
    Files.createDirectories(target.getParent());
    try (Stream<Path> files = Files.walk(installation)) {
      for (Path file : files.toList()) {
        Path inside = installation.relativize(file);
        if (!inside.startsWith("archive")) {
          Files.copy(file, target.resolve(inside.toString()));
        }
      }
    }
  }

  private static void bundle(Path target) throws Exception {
    File classes =
        new File(Activator.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Builder builder = new Builder()) {
      builder.addClasspath(new Jar(classes));
      for (Path jar : neighbours()) {
        builder.addClasspath(new Jar(jar.toFile()));
      }
      builder.setProperty("Bundle-SymbolicName", "org.waagent.simulated-clock");
      builder.setProperty("Bundle-Version", "1.0.0");
      builder.setProperty("Private-Package", Activator.class.getPackageName());
      builder.setProperty("Bundle-Activator", Activator.class.getName());
      builder.build().write(target.toFile());
      if (!builder.getErrors().isEmpty()) {
        throw new IllegalStateException("bnd: " + builder.getErrors());
      }
    }
  }

  /** The api and the framework's interfaces: they tell bnd the versions to import. */
  private static List<Path> neighbours() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> entry.contains("osgi.core-") || entry.contains("bundles/api/target"))
        .map(Path::of)
        .toList();
  }
}
