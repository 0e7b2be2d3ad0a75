// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Looks for secrets in whatever it is shown, and remembers which were found where. */
final class SecretScan {
  private final Map<String, String> secrets = new LinkedHashMap<>();
  private final Map<String, String> exempt;
  private final TreeSet<String> found = new TreeSet<>();
  private int looked;

  /**
   * @param exempt glob of a file, relative to the folder scanned, to the kind of secret it may hold
   */
  SecretScan(Map<String, String> exempt) {
    this.exempt = Map.copyOf(exempt);
  }

  /** A secret to be looked for. */
  void add(String kind, String text) {
    if (text.length() < 8) {
      throw new IllegalArgumentException(kind + " is too short to be told from chance");
    }
    secrets.put(text, kind);
  }

  /** All files below a folder, also what is in zips. */
  void folder(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(folder)) {
      all = files.filter(Files::isRegularFile).toList();
    }
    for (Path file : all) {
      Path name = folder.relativize(file);
      try {
        content(name, Files.readAllBytes(file));
      } catch (NoSuchFileException gone) {
        looked--;
      }
    }
  }

  void text(String place, String text) {
    look(place, text, List.of());
  }

  /** What was found, each as {@code kind in place}. */
  List<String> found() {
    return new ArrayList<>(found);
  }

  int looked() {
    return looked;
  }

  private void content(Path name, byte[] bytes) {
    List<String> allowed = new ArrayList<>();
    exempt.forEach(
        (glob, kind) -> {
          if (name.getFileSystem().getPathMatcher("glob:" + glob).matches(name)) {
            allowed.add(kind);
          }
        });
    look(name.toString(), new String(bytes, StandardCharsets.ISO_8859_1), allowed);
    if (name.toString().endsWith(".zip")) {
      zip(name.toString(), bytes);
    }
  }

  private void zip(String name, byte[] bytes) {
    try (InputStream in = new ByteArrayInputStream(bytes);
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        String text = new String(zip.readAllBytes(), StandardCharsets.ISO_8859_1);
        look(name + "!" + entry.getName(), text, List.of());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  private void look(String place, String text, List<String> allowed) {
    looked++;
    secrets.forEach(
        (secret, kind) -> {
          if (text.contains(secret) && !allowed.contains(kind)) {
            found.add(kind + " in " + place);
          }
        });
  }
}
