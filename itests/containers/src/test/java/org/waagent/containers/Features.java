// SPDX-License-Identifier: Apache-2.0
package org.waagent.containers;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.waagent.assembly.PackFeature;

/** An installation whose feature is one bundle with a plugin, and archives with others of it. */
final class Features {
  static final String INSTALLED = "sample-1.0.0.jar";

  private static final String FEATURE =
      """
      {"feature-resource-version": "1.0", "id": "org.waagent:waagent-osgi:json:standard:%s",
       "bundles": [{"id": "org.waagent:sample:%s", "bundleStartLevel": 11}],
       "extensions": {
         "launch-framework": {"kind": "mandatory", "artifacts": [{"id": "felix:felix:7"}]},
         "waagent": {"kind": "mandatory",
         "json": {"feature": "agent", "agent": "[3,4)"}}}}
      """;

  private static final String MANIFEST =
      """
      Manifest-Version: 1.0
      Bundle-ManifestVersion: 2
      Bundle-SymbolicName: org.waagent.sample
      Bundle-Version: %s
      Service-Component: OSGI-INF/sample.xml
      Import-Package: org.waagent.plugin
      """;

  private static final String COMPONENT =
      """
      <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="sample">
        <service><provide interface="org.waagent.plugin.Plugin"/></service>
        <implementation class="%s"/>
      </scr:component>
      """;

  private Features() {}

  /** Lays out what the launcher and the updater find in an installation. */
  static void install(Path home) throws IOException {
    Path features = Files.createDirectories(home.resolve("features"));
    jar(Files.createDirectories(home.resolve("bundles")), "1.0.0", Sample.Idle.class);
    framework(Files.createDirectories(home.resolve("lib")).resolve("felix.jar"));
    Files.writeString(
        features.resolve("standard.list"), "version 3.0.0\nbundle " + INSTALLED + "\n");
    Files.writeString(features.resolve("standard.json"), FEATURE.formatted("3.0.0", "1.0.0"));
  }

  /** Makes an archive of another version, unsigned. */
  static void pack(Path folder, String version, String bundleVersion, Class<?> plugin)
      throws Exception {
    Path jars = Files.createDirectories(folder.resolve("jars"));
    jar(jars, bundleVersion, plugin);
    Path feature = folder.resolve("standard.json");
    Files.writeString(feature, FEATURE.formatted(version, bundleVersion));
    PackFeature.pack(feature, jars, folder, Optional.empty());
  }

  /** Of it only the version is looked at. */
  private static void framework(Path file) throws IOException {
    Manifest manifest =
        new Manifest(
            new ByteArrayInputStream("Manifest-Version: 1.0\nBundle-Version: 7\n".getBytes()));
    try (OutputStream out = Files.newOutputStream(file)) {
      new JarOutputStream(out, manifest).close();
    }
  }

  private static void jar(Path folder, String version, Class<?> plugin) throws IOException {
    InputStream headers = new ByteArrayInputStream(MANIFEST.formatted(version).getBytes());
    String path = plugin.getName().replace('.', '/') + ".class";
    try (OutputStream out = Files.newOutputStream(folder.resolve("sample-" + version + ".jar"));
        JarOutputStream jar = new JarOutputStream(out, new Manifest(headers));
        InputStream content = plugin.getResourceAsStream("/" + path)) {
      jar.putNextEntry(new ZipEntry("OSGI-INF/sample.xml"));
      jar.write(COMPONENT.formatted(plugin.getName()).getBytes());
      jar.putNextEntry(new ZipEntry(path));
      content.transferTo(jar);
    }
  }
}
