// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.osgi.framework.Version;
import org.waagent.fuzz.Target;

/** What a feature archive brings along. */
public final class ArchiveTargets {
  private static final String FEATURE =
      """
      {"id":"g:a:json:n:1.0","bundles":[{"id":"g:b:1","bundleStartLevel":9,"symbolicName":"b",
      "version":"1.0.0"}],"extensions":{"waagent":{"json":{"feature":"partner","agent":"[3,4)",
      "api":{"org.waagent.os":"[1,2)"},"java":"17","os":["linux"],"uses":{"ports":["p"],
      "read":["/a"],"write":[],"programs":[],"hosts":[],"pids":[],"direct":false}}}}}
      """;

  private static final String MANIFEST =
      "Bundle-SymbolicName: b;singleton:=true\nBundle-Version: 1.0.0\nService-Component: O/*.xml\n";

  private static final String COMPONENT =
      """
      <component name="c" configuration-pid="$ p"><service><provide interface="x.Y"/></service>
      <reference interface="org.waagent.os.Files"/></component>
      """;

  private static final Harmless HARMLESS = new Harmless();

  private ArchiveTargets() {}

  /** All of them. */
  public static List<Target> all() {
    Map<String, String> digests = Map.of("bundles/b-1.jar", "a".repeat(64));
    return List.of(
        new Target(
            "feature",
            new FeatureJson(digests)::read,
            BadArchive.class,
            List.of(FEATURE.getBytes(UTF_8))),
        new Target(
            "digests",
            Digests::parse,
            BadArchive.class,
            List.of(("a".repeat(64) + "  bundles/b-1.jar\n").getBytes(UTF_8))),
        new Target("zip", ArchiveTargets::zip, IOException.class, List.of(jar(true), jar(false))),
        new Target("bundle", ArchiveTargets::bundle, BadArchive.class, List.of(jar(true))),
        new Target("class", ArchiveTargets::type, Target.Never.class, List.of(ownClass())),
        Target.ofAnyText("component description", ArchiveTargets::component, COMPONENT));
  }

  private static void zip(byte[] content) throws IOException {
    ZipLimits limits = new ZipLimits(100, 1 << 20, 8 << 20, ZipLimits.Folders.YES);
    try (ZipStream zip = new ZipStream(new ByteArrayInputStream(content), limits)) {
      while (zip.next() != null) {
        zip.content().readNBytes(10);
      }
    }
  }

  private static void bundle(byte[] content) throws IOException {
    BundleEntry entry = new BundleEntry("b", new Version(1, 0, 0), "b-1.jar", "", 9);
    new BundleScan(entry)
        .scan(
            new ByteArrayInputStream(content),
            new ClassScan(HARMLESS, ArchiveTargets::ignore),
            new ComponentXml(Uses.NOTHING, HARMLESS, ArchiveTargets::ignore));
  }

  private static void type(byte[] content) {
    new ClassScan(HARMLESS, ArchiveTargets::ignore).scan("A.class", content);
  }

  private static void component(String content) {
    new ComponentXml(Uses.NOTHING, HARMLESS, ArchiveTargets::ignore)
        .scan("c.xml", content.getBytes(UTF_8));
  }

  private static void ignore(String place, String what) {
    if (place == null || what.isBlank()) {
      throw new IllegalStateException("a finding without a place or a text");
    }
  }

  private static byte[] jar(boolean deflated) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      put(zip, "META-INF/MANIFEST.MF", MANIFEST.getBytes(UTF_8), deflated);
      put(zip, "O/c.xml", COMPONENT.getBytes(UTF_8), deflated);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, byte[] content, boolean deflated)
      throws IOException {
    ZipEntry entry = new ZipEntry(name);
    if (!deflated) {
      CRC32 crc = new CRC32();
      crc.update(content);
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(content.length);
      entry.setCrc(crc.getValue());
    }
    zip.putNextEntry(entry);
    zip.write(content);
  }

  private static byte[] ownClass() {
    try (InputStream in = ArchiveTargets.class.getResourceAsStream("ArchiveTargets.class")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
