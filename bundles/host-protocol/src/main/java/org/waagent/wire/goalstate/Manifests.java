// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.goalstate;

import java.util.ArrayList;
import java.util.List;
import org.waagent.goalstate.BlobUrl;
import org.waagent.host.ArtifactSource.Manifest;
import org.waagent.host.ArtifactSource.Package;
import org.waagent.wire.http.Redaction;
import org.waagent.wire.xml.Element;
import org.waagent.wire.xml.Xml;
import org.waagent.wire.xml.XmlException;

/** Reads manifests of handlers and of agent families. */
public final class Manifests {
  private Manifests() {}

  /**
   * Reads a manifest; a package without a version is left out.
   *
   * @throws XmlException if it can't be read
   */
  public static Manifest read(String text) throws XmlException {
    Element root = Xml.read("manifest", text);
    List<Package> packages = new ArrayList<>();
    add(packages, root, "Plugins", false);
    add(packages, root, "InternalPlugins", true);
    return new Manifest(packages, Redaction.signatures(text));
  }

  private static void add(List<Package> packages, Element root, String group, boolean internal) {
    for (Element plugin : root.child(group).map(g -> g.children("Plugin")).orElse(List.of())) {
      plugin
          .textOf("Version")
          .ifPresent(version -> packages.add(new Package(version, uris(plugin), internal)));
    }
  }

  static List<BlobUrl> uris(Element parent) {
    List<BlobUrl> uris = new ArrayList<>();
    for (Element uri : parent.child("Uris").map(u -> u.children("Uri")).orElse(List.of())) {
      String text = uri.text().strip();
      if (!text.isEmpty()) {
        uris.add(new BlobUrl(text));
      }
    }
    return uris;
  }
}
