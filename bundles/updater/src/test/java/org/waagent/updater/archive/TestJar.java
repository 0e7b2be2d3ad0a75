// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** A bundle in the making. */
final class TestJar {
  private final Manifest manifest = new Manifest();
  private final Map<String, byte[]> files = new LinkedHashMap<>();

  TestJar(String name, String version) {
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    with("Bundle-ManifestVersion", "2");
    with("Bundle-SymbolicName", name);
    with("Bundle-Version", version);
  }

  TestJar with(String header, String value) {
    manifest.getMainAttributes().putValue(header, value);
    return this;
  }

  TestJar file(String path, String content) {
    files.put(path, content.getBytes(UTF_8));
    return this;
  }

  /** Puts in classes of the tests, as the compiler made them. */
  TestJar classes(Class<?>... types) {
    for (Class<?> type : types) {
      String path = type.getName().replace('.', '/') + ".class";
      try (InputStream in = type.getResourceAsStream("/" + path)) {
        files.put(path, in.readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return this;
  }

  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        jar.putNextEntry(new ZipEntry(file.getKey()));
        jar.write(file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
