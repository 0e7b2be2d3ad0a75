// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.osgi.framework.Version;
import org.waagent.assembly.FeatureSigner;
import org.waagent.assembly.PackFeature;
import org.waagent.goalstate.FlexibleVersion;
import org.waagent.machine.TestMachine;
import org.waagent.updater.config.FeaturesConfig;
import org.waagent.wire.cms.StoreCms;

/** Packs archives as the build does and verifies them as the agent does, with the real ports. */
final class Lab {
  static final String AGENT =
      "\"feature\": \"agent\", \"agent\": \"[3,4)\", \"java\": \"[17,99)\", \"os\": [\"linux\"]";

  static final String PARTNER =
      "\"feature\": \"partner\", \"agent\": \"[3,4)\", \"api\": {\"org.waagent.plugin\": \"[1.2,2)\"}";

  private static final String FEATURE =
      """
      {"feature-resource-version": "1.0", "id": "com.acme:acme:json:acme:1.2.0", "name": "Acme",
       "bundles": [%s],
       "extensions": {
         "launch-framework": {"kind": "mandatory", "artifacts": [{"id": "f:felix:7"}]},
         "framework-launching-properties": {"kind": "mandatory", "json": {"a": "b"}},
         "waagent": {"kind": "mandatory", "json": {%s}}}}
      """;

  private final Path folder;
  private final TestMachine machine;
  final TestAuthority authority = new TestAuthority("Root of the test");

  Platform platform =
      new Platform(
          FlexibleVersion.of("3.1.0"),
          Map.of(
              "org.waagent.plugin",
              List.of(new Platform.Exported("org.waagent.api", Version.parseVersion("1.3.0")))),
          17,
          "linux");

  boolean allowUnsigned;
  boolean allowDirect;

  Lab(Path folder) throws IOException {
    this.folder = folder;
    this.machine = TestMachine.at(folder);
    Files.createDirectories(folder.resolve("opt/waagent/roots"));
    Files.writeString(folder.resolve("opt/waagent/roots/root.pem"), authority.pem());
  }

  TestMachine machine() {
    return machine;
  }

  /** Packs bundles that are named {@code com.acme.<key>}, version 1.0.0. */
  Path pack(String extension, Map<String, byte[]> jars, Optional<FeatureSigner> signer) {
    try {
      Path in = Files.createDirectories(folder.resolve("jars"));
      StringBuilder bundles = new StringBuilder();
      for (Map.Entry<String, byte[]> jar : new TreeMap<>(jars).entrySet()) {
        Files.write(in.resolve(jar.getKey() + "-1.0.0.jar"), jar.getValue());
        bundles.append(bundles.length() == 0 ? "" : ",");
        bundles.append(
            "{\"id\": \"com.acme:%s:1.0.0\", \"bundleStartLevel\": 20}".formatted(jar.getKey()));
      }
      Path feature = folder.resolve("feature-source.json");
      Files.writeString(feature, FEATURE.formatted(bundles, extension));
      return PackFeature.pack(feature, in, folder, signer);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** A feature of the agent, of two bundles, signed. */
  Path agent() {
    return pack(
        AGENT,
        Map.of(
            "one", new TestJar("com.acme.one", "1.0.0").file("a", "b").bytes(),
            "two", new TestJar("com.acme.two", "1.0.0").bytes()),
        Optional.of(authority.signer()));
  }

  /** What the entries of an archive are. */
  static TreeMap<String, byte[]> entries(Path archive) throws IOException {
    TreeMap<String, byte[]> entries = new TreeMap<>();
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
    }
    return entries;
  }

  /** Writes an archive anew, as anybody could. */
  static void rewrite(Path archive, Map<String, byte[]> entries) throws IOException {
    try (OutputStream out = Files.newOutputStream(archive);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
  }

  /** Writes digests anew that fit the entries, and signs them. */
  static void seal(Map<String, byte[]> entries, FeatureSigner signer) throws Exception {
    entries.remove("digests");
    entries.remove("digests.p7s");
    StringBuilder lines = new StringBuilder();
    new TreeMap<>(entries)
        .forEach(
            (name, content) ->
                lines
                    .append(Digests.hex(Digests.sha256().digest(content)))
                    .append("  ")
                    .append(name)
                    .append('\n'));
    byte[] digests = lines.toString().getBytes(UTF_8);
    entries.put("digests", digests);
    entries.put("digests.p7s", signer.sign(digests));
  }

  Verdict verify(Path archive) {
    return verify(archive, "");
  }

  Verdict verify(Path archive, String roots) {
    return new Verification(
            machine.files(),
            new StoreCms(null, machine.files()),
            new SignatureRoots(machine.files(), roots, Path.of("/opt/waagent")),
            config(),
            platform)
        .verify(Path.of("/").resolve(folder.relativize(archive)), Path.of("/var/lib/waagent"));
  }

  private FeaturesConfig config() {
    return new FeaturesConfig() {
      @Override
      public boolean allowUnsigned() {
        return allowUnsigned;
      }

      @Override
      public boolean allowDirect() {
        return allowDirect;
      }

      @Override
      public String dropInDir() {
        return "";
      }

      @Override
      public Class<? extends Annotation> annotationType() {
        return FeaturesConfig.class;
      }
    };
  }
}
