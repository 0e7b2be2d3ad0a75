// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.verb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes an archive of a partner with one empty bundle, signed by nobody. */
final class PartnerArchive {
  private static final String FEATURE =
      """
      {"feature-resource-version": "1.0", "id": "com.acme:acme:json:acme:%s",
       "name": "Acme", "description": "Does nothing.",
       "bundles": [{"id": "com.acme:motd:1.0.0", "symbolicName": "com.acme.motd",
                    "version": "1.0.0", "bundleStartLevel": 20}],
       "extensions": {"waagent": {"kind": "mandatory", "json":
         {"feature": "partner", "agent": "[3,4)",
          "uses": {"ports": ["org.waagent.os.Files", "org.waagent.os.Services"],
                   "read": ["/etc/acme/**"], "programs": ["ip"]}}}}}
      """;

  private static final String SBOM =
      """
      {"components": [{"name": "motd", "version": "1.0.0",
                       "licenses": [{"license": {"id": "Apache-2.0"}}]}]}
      """;

  private PartnerArchive() {}

  static void write(Path archive, String version) throws IOException {
    Map<String, byte[]> entries = new TreeMap<>();
    entries.put("bundles/motd-1.0.0.jar", bundle());
    entries.put("feature.json", FEATURE.formatted(version).getBytes(UTF_8));
    entries.put("sbom.json", SBOM.getBytes(UTF_8));
    StringBuilder digests = new StringBuilder();
    entries.forEach(
        (name, content) -> digests.append(hex(content)).append("  ").append(name).append('\n'));
    entries.put("digests", digests.toString().getBytes(UTF_8));
    Files.createDirectories(archive.getParent());
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
  }

  private static byte[] bundle() throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
    manifest.getMainAttributes().putValue("Bundle-SymbolicName", "com.acme.motd");
    manifest.getMainAttributes().putValue("Bundle-Version", "1.0.0");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new JarOutputStream(bytes, manifest).close();
    return bytes.toByteArray();
  }

  private static String hex(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
