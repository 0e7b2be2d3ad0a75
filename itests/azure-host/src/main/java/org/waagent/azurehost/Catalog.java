// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** All packages ever published and not withdrawn, by name and version. */
final class Catalog {
  private record Entry(
      String name,
      Map<String, ExtensionPackage> packages,
      int packageUris,
      Optional<Replacement> manifest) {}

  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /** The name under which an agent family is published. */
  static String familyName(String family) {
    return "Microsoft.OSTCLinuxAgent_" + family;
  }

  synchronized void add(GoalState goal) {
    for (Extension e : goal.extensions()) {
      Entry entry = entry(e.name(), e.packageUris(), e.manifest());
      entry.packages().putAll(e.packages());
      e.withdrawn().forEach(entry.packages()::remove);
    }
    for (AgentFamily family : goal.families()) {
      entry(familyName(family.name()), 1, Optional.empty()).packages().putAll(family.packages());
    }
  }

  private Entry entry(String name, int packageUris, Optional<Replacement> manifest) {
    Entry old = entries.get(key(name));
    Map<String, ExtensionPackage> packages = old == null ? new LinkedHashMap<>() : old.packages();
    Entry entry = new Entry(name, packages, packageUris, manifest);
    entries.put(key(name), entry);
    return entry;
  }

  synchronized Optional<byte[]> manifest(String name, World world) {
    return Optional.ofNullable(entries.get(key(name))).map(e -> manifest(e, world));
  }

  private static byte[] manifest(Entry entry, World world) {
    return entry
        .manifest()
        .map(m -> m.bytes(world, true, world.latest()))
        .orElseGet(() -> manifest(entry, world.at().blobUrl()).getBytes(StandardCharsets.UTF_8));
  }

  synchronized Optional<byte[]> content(String name, String version) {
    return Optional.ofNullable(entries.get(key(name)))
        .map(e -> e.packages().get(version))
        .map(ExtensionPackage::shared);
  }

  private static String manifest(Entry entry, String blob) {
    StringBuilder xml = new StringBuilder(Xml.HEAD);
    xml.append("<PluginVersionManifest xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\">\n");
    xml.append("  <Plugins>\n");
    for (String version : entry.packages().keySet()) {
      xml.append("    <Plugin>\n      <Version>").append(Xml.escape(version));
      xml.append("</Version>\n      <Uris>\n");
      uri(xml, BlobPaths.packageUri(blob, BlobPaths.PACKAGES, entry.name(), version));
      if (entry.packageUris() > 1) {
        uri(xml, BlobPaths.packageUri(blob, BlobPaths.PACKAGE_COPIES, entry.name(), version));
      }
      xml.append("      </Uris>\n    </Plugin>\n");
    }
    return xml.append("  </Plugins>\n</PluginVersionManifest>\n").toString();
  }

  private static void uri(StringBuilder xml, String uri) {
    xml.append("        <Uri>").append(Xml.escape(uri)).append("</Uri>\n");
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
