// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The bytes of one extension (or agent) package. The same files always give the same bytes. */
public final class ExtensionPackage {
  private static final LocalDateTime FIXED = LocalDateTime.of(2020, 1, 1, 0, 0);

  private final byte[] content;

  private ExtensionPackage(byte[] content) {
    this.content = content;
  }

  /** A zip that is there already. */
  public static ExtensionPackage zip(Path file) {
    return bytes(read(file));
  }

  /** Any bytes, also ones that are no zip. */
  public static ExtensionPackage bytes(byte[] content) {
    return new ExtensionPackage(content.clone());
  }

  /** A folder, zipped now; its {@code HandlerManifest.json} lies at its root. */
  public static ExtensionPackage folder(Path folder) {
    Map<String, byte[]> entries = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(Files::isRegularFile)
          .forEach(f -> entries.put(folder.relativize(f).toString(), read(f)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the extension folder " + folder, e);
    }
    if (entries.isEmpty()) {
      throw new IllegalArgumentException("no files in the extension folder " + folder);
    }
    return zipped(entries);
  }

  /** Files by their path in the package, as text. */
  public static ExtensionPackage files(Map<String, String> files) {
    Map<String, byte[]> entries = new TreeMap<>();
    files.forEach((name, text) -> entries.put(name, text.getBytes(StandardCharsets.UTF_8)));
    return zipped(entries);
  }

  public byte[] content() {
    return content.clone();
  }

  /** The same, cut short: a file that ends too early although its transfer does not. */
  public ExtensionPackage cutTo(int length) {
    return new ExtensionPackage(Arrays.copyOf(content, Math.min(length, content.length)));
  }

  /** Not a copy: large packages are served often. */
  byte[] shared() {
    return content;
  }

  private static ExtensionPackage zipped(Map<String, byte[]> entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : entries.entrySet()) {
        ZipEntry entry = new ZipEntry(file.getKey());
        entry.setTimeLocal(FIXED);
        zip.putNextEntry(entry);
        zip.write(file.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ExtensionPackage(bytes.toByteArray());
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
