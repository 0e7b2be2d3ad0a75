// SPDX-License-Identifier: Apache-2.0
package org.waagent.update;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.waagent.assembly.AssemblyException;
import org.waagent.assembly.FeatureSigner;

/** A feature archive, taken apart so that it can be changed, honestly or not. */
final class Archive {
  static final String FEATURE = "feature.json";
  static final String DIGESTS = "digests";
  static final String SIGNATURE = "digests.p7s";

  private static final LocalDateTime FIXED = LocalDateTime.of(2026, 1, 1, 0, 0);

  private final Map<String, byte[]> entries;

  private Archive(Map<String, byte[]> entries) {
    this.entries = Collections.unmodifiableMap(new TreeMap<>(entries));
  }

  static Archive read(Path file) throws IOException {
    Map<String, byte[]> entries = new TreeMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
    }
    return new Archive(entries);
  }

  /** The first of its bundles whose file name begins so. */
  String bundle(String artifact) {
    return entries.keySet().stream()
        .filter(name -> name.startsWith("bundles/" + artifact + "-"))
        .findFirst()
        .orElseThrow();
  }

  /** The same with one entry replaced, and nothing else. */
  Archive with(String entry, byte[] content) {
    return changed(map -> map.put(entry, content.clone()));
  }

  /** The same without an entry. */
  Archive without(String entry) {
    return changed(map -> map.remove(entry));
  }

  /** The same with digests that fit its entries, signed. */
  Archive sealed(FeatureSigner signer)
      throws IOException, AssemblyException, GeneralSecurityException {
    Archive digested = without(SIGNATURE).without(DIGESTS);
    byte[] digests = digested.digests();
    return digested.with(DIGESTS, digests).with(SIGNATURE, signer.sign(digests));
  }

  private byte[] digests() throws GeneralSecurityException {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    StringBuilder text = new StringBuilder();
    entries.forEach(
        (name, content) ->
            text.append(HexFormat.of().formatHex(sha256.digest(content)))
                .append("  ")
                .append(name)
                .append('\n'));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private Archive changed(Consumer<Map<String, byte[]>> change) {
    Map<String, byte[]> others = new TreeMap<>(entries);
    change.accept(others);
    return new Archive(others);
  }

  /** Writes it; the same entries give the same bytes. */
  Path write(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      // Jars are compressed already; speed is what counts here.
      zip.setLevel(1);
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        ZipEntry next = new ZipEntry(entry.getKey());
        next.setTimeLocal(FIXED);
        zip.putNextEntry(next);
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
    return file;
  }
}
