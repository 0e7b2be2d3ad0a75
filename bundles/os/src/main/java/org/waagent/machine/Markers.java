// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.io.IOException;
import java.util.Optional;

/** Files that say what a system is where its {@code os-release} tells of what it was made from. */
final class Markers {
  private final Source source;

  Markers(Source source) {
    this.source = source;
  }

  /** Later ones win. */
  Identity apply(Identity first) throws IOException {
    Identity it = openWrt(first);
    if (source.text(DistroTable.ORACLE).isPresent()) {
      it = it.codeNamed("oracle").fullyNamed("Oracle Linux");
    }
    it = named(it, DistroTable.EULEROS, "euleros");
    it = named(it, DistroTable.UNION_TECH, "uos");
    it = named(it, DistroTable.MARINER, "mariner");
    it = f5(it);
    it = checkPoint(it);
    if (source.isThere(DistroTable.IOS_XE)) {
      it = it.named("iosxe").version("csr1000v").fullyNamed("Cisco IOSXE Linux");
    }
    it = named(it, DistroTable.PHOTON, "photonos");
    return named(it, DistroTable.ALPAQUITA, "alpaquita");
  }

  private Identity named(Identity it, String marker, String name) throws IOException {
    return source.isThere(marker) ? it.named(name) : it;
  }

  private Identity openWrt(Identity it) throws IOException {
    Optional<Release> marker = source.text(DistroTable.OPENWRT).map(Release::new);
    return marker
        .map(release -> it.named("openwrt").version(release.get("DISTRIB_RELEASE")))
        .orElse(it);
  }

  private Identity f5(Identity it) throws IOException {
    if (!source.isThere(DistroTable.F5)) {
      return it;
    }
    Identity found = it;
    for (String line : source.text(DistroTable.F5_VERSION).orElse("").split("\n")) {
      if (line.startsWith("Version:")) {
        found = found.version(line.substring("Version:".length()).strip());
      }
      if (line.startsWith("Product:")) {
        found = product(found, line.substring("Product:".length()).strip());
      }
    }
    return found;
  }

  private static Identity product(Identity it, String product) {
    return switch (product) {
      case "BIG-IP" -> it.named("bigip").fullyNamed(product);
      case "BIG-IQ" -> it.named("bigiq").fullyNamed(product);
      case "iWorkflow" -> it.named("iworkflow").fullyNamed(product);
      default -> it;
    };
  }

  private Identity checkPoint(Identity it) throws IOException {
    if (!source.isThere(DistroTable.CHECK_POINT)) {
      return it;
    }
    String take = "";
    String build = "";
    for (String line : source.text(DistroTable.CHECK_POINT_VERSION).orElse("").split("\n")) {
      take = line.startsWith("take:") ? line.substring("take:".length()).strip() : take;
      build = line.startsWith("build:") ? line.substring("build:".length()).strip() : build;
    }
    return it.named("gaia").version(take + "." + build);
  }
}
