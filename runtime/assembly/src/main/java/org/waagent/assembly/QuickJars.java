// SPDX-License-Identifier: Apache-2.0
package org.waagent.assembly;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Makes our own bundles quick to start from: lambdas become classes, which the class-data archive
 * can hold, and nothing is deflated, because each start would inflate it again. What others made
 * stays as they published it.
 *
 * <p>Arguments: folder of jars, which are replaced.
 */
public final class QuickJars {
  private static final String OURS = "org/waagent/";
  private static final String CLASS = ".class";

  private QuickJars() {}

  /** Entry for the build. */
  public static void main(String[] arguments) throws IOException {
    try (Stream<Path> jars = Files.list(Path.of(arguments[0]))) {
      for (Path jar : jars.filter(file -> file.toString().endsWith(".jar")).sorted().toList()) {
        make(jar);
      }
    }
  }

  static void make(Path jar) throws IOException {
    SortedMap<String, byte[]> entries = entries(jar);
    SortedMap<String, byte[]> classes = new TreeMap<>();
    entries.forEach(
        (name, content) -> {
          if (name.startsWith(OURS) && name.endsWith(CLASS)) {
            classes.put(name.substring(0, name.length() - CLASS.length()), content);
          }
        });
    if (!classes.isEmpty()) {
      PlainLambdas.of(classes).forEach((name, content) -> entries.put(name + CLASS, content));
      StoredZip.write(jar, entries);
    }
  }

  private static SortedMap<String, byte[]> entries(Path jar) throws IOException {
    SortedMap<String, byte[]> entries = new TreeMap<>();
    try (JarFile file = new JarFile(jar.toFile(), false)) {
      for (JarEntry entry : Collections.list(file.entries())) {
        try (InputStream in = file.getInputStream(entry)) {
          entries.put(entry.getName(), in.readAllBytes());
        }
      }
    }
    return entries;
  }
}
