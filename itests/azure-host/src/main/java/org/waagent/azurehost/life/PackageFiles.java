// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.life;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * What is in a package.
 *
 * @param files content by path
 * @param oddities entries that agents refuse or that spoil each other
 */
record PackageFiles(Map<String, byte[]> files, List<String> oddities) {
  static PackageFiles read(Path place) {
    try {
      return Files.isDirectory(place) ? folder(place) : zip(place);
    } catch (IOException e) {
      throw new UsageError(place + ": " + e.getMessage());
    }
  }

  Optional<byte[]> file(String name) {
    return Optional.ofNullable(files.get(name));
  }

  private static PackageFiles folder(Path folder) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return new PackageFiles(files, List.of());
  }

  private static PackageFiles zip(Path zip) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    List<String> oddities = new ArrayList<>();
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        String name = entry.getName();
        if (!entry.isDirectory()) {
          oddity(name).ifPresent(oddities::add);
          if (files.put(name, in.readAllBytes()) != null) {
            oddities.add(name + " is there twice");
          }
        }
      }
    }
    if (files.isEmpty()) {
      throw new UsageError(zip + ": no zip, or an empty one");
    }
    return new PackageFiles(files, oddities);
  }

  private static Optional<String> oddity(String name) {
    if (name.startsWith("/") || List.of(name.split("/")).contains("..")) {
      return Optional.of(name + " leads out of the package");
    }
    return name.contains("\\")
        ? Optional.of(name + " has backslashes: on Linux part of the name")
        : Optional.empty();
  }
}
