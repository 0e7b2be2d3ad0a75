// SPDX-License-Identifier: Apache-2.0
package org.waagent.update;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.function.Consumer;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** The same bundle once more, as another version and perhaps with other headers. */
final class Rejar {
  private static final LocalDateTime FIXED = LocalDateTime.of(2026, 1, 1, 0, 0);

  private final Consumer<Attributes> headers;

  private Rejar(Consumer<Attributes> headers) {
    this.headers = headers;
  }

  static Rejar version(String version) {
    return new Rejar(main -> main.putValue("Bundle-Version", version));
  }

  /** The same, with a package that it needs besides. */
  Rejar importing(String wanted) {
    String name = "Import-Package";
    return new Rejar(
        main -> {
          headers.accept(main);
          main.putValue(name, main.getValue(name) + "," + wanted);
        });
  }

  /** Writes it; the same jar gives the same bytes. */
  void write(Path jar, Path target) throws IOException {
    try (JarFile from = new JarFile(jar.toFile());
        OutputStream file = Files.newOutputStream(target);
        JarOutputStream out = new JarOutputStream(file)) {
      put(out, JarFile.MANIFEST_NAME, manifest(from.getManifest()));
      for (JarEntry entry : Collections.list(from.entries())) {
        if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
          put(out, entry.getName(), from.getInputStream(entry).readAllBytes());
        }
      }
    }
  }

  private byte[] manifest(Manifest from) throws IOException {
    Manifest manifest = new Manifest(from);
    headers.accept(manifest.getMainAttributes());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    manifest.write(bytes);
    return bytes.toByteArray();
  }

  private static void put(JarOutputStream out, String name, byte[] content) throws IOException {
    JarEntry entry = new JarEntry(name);
    entry.setTimeLocal(FIXED);
    out.putNextEntry(entry);
    out.write(content);
    out.closeEntry();
  }
}
