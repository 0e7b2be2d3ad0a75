// SPDX-License-Identifier: Apache-2.0
package org.waagent.rules;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * A built bundle.
 *
 * @param name of its folder
 * @param jar where it lies
 * @param manifest as it lies in the jar
 * @param classes all of its classes, without those of a library it carries
 */
record Bundle(String name, Path jar, Manifest manifest, JavaClasses classes) {

  static Bundle read(String name, Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      JavaClasses classes = new ClassFileImporter(List.of(Bundle::isOurs)).importJar(file);
      return new Bundle(name, jar, file.getManifest(), classes);
    } catch (IOException e) {
      throw new IllegalStateException("can't read " + jar, e);
    }
  }

  /** A bundle may carry a library that nobody else needs. */
  private static boolean isOurs(Location location) {
    return !location.contains("/org/objectweb/asm/")
        && !location.contains("/org/apache/commons/codec/")
        && !location.contains("/at/favre/lib/");
  }

  List<String> imports() {
    return packages("Import-Package");
  }

  List<String> exports() {
    return packages("Export-Package");
  }

  /** Package names of a header: what stands in quotes is no separator. */
  private List<String> packages(String header) {
    String value = manifest.getMainAttributes().getValue(header);
    List<String> names = new ArrayList<>();
    if (value == null) {
      return names;
    }
    for (String clause : value.replaceAll("\"[^\"]*\"", "").split(",")) {
      names.add(clause.replaceAll(";.*", "").trim());
    }
    return names;
  }
}
